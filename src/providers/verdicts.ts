import type { Verdict } from '../domain/verdict';
import { identomatVerdict, type IdentomatReading } from './identomat/verdict';
import { idngoVerdict } from './idngo/verdict';
import { isJson } from './reading';
import { vultsecurityVerdict, type VultsecurityReading } from './vultsecurity/verdict';

/** IDnGO's words in the vocabulary of all providers. */
export const idngo = {
  /**
   * What an applicant's review means. Pure; takes anything, never throws, and what it does not understand is `unknown`. It approves only
   * `reviewStatus: "completed"` with `reviewAnswer: "GREEN"` and no reject type (vendor: applicant status and result).
   *
   * @param body the answer of `getApplicantReviewStatus`, or an applicant as `getApplicant` gives it, with its `review`; not an action
   * @param requiredDocs the answer of `getRequiredIdDocsStatus`, which names the `items` of a resubmission; without it there are none,
   *   and the whole level is meant
   */
  toVerdict(body: unknown, requiredDocs?: unknown): Verdict {
    const isApplicant = isJson(body) && isJson(body['review']) && body['reviewStatus'] === undefined;
    return idngoVerdict(isApplicant ? body['review'] : body, requiredDocs);
  },
} as const;

/** Identomat's words in the vocabulary of all providers. */
export const identomat = {
  /**
   * What a session's result means. Pure; takes anything, never throws, and what it does not understand is `unknown`. It approves only
   * `result: "approved"` (vendor: getting the results); `live` and `similarity` decide nothing. An error body beside it wins.
   *
   * @param body the answer of `getResult`, or the error body in its place
   * @param reading what this installation knows of results and reasons that the vendor does not document
   */
  toVerdict(body: unknown, reading?: IdentomatReading): Verdict {
    return identomatVerdict(body, reading);
  },
} as const;

/** VultSecurity's words in the vocabulary of all providers. */
export const vultsecurity = {
  /**
   * What an identity verification means. Pure; takes anything, never throws, and what it does not understand is `unknown`. It approves
   * only `status_e: "complete"` with `verified: true` that is cleared of sanctions: by `on_sanction_list: false`, which `finalizeIdv`
   * says once and whoever reads later lays over the body, or by a value of `ofac_status_e` that `reading.ofacClear` names. Every doubt
   * about sanctions is a person's: `unknown`, with `refer` saying why.
   *
   * @param body the answer of `readIdvSession`
   * @param reading what this installation knows of values that the vendor's page does not list
   */
  toVerdict(body: unknown, reading?: VultsecurityReading): Verdict {
    return vultsecurityVerdict(body, reading);
  },
} as const;
