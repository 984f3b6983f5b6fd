import type { Call } from '../../gateway';
import { samplePdf } from '../../sample-files';
import { assertOpen, badRequest, conflict, duplicateExternalUserId, notFound } from '../refusals';
import { isUnderReview, type Applicant } from '../applicants';
import { zonedDate } from '../dates';
import { enrol } from '../enrolment';
import { binary, json, jsonBody, objectOrNothing, optionalText, requiredText } from '../requests';
import { applicantView, reviewView } from '../views';
import type { World } from '../world';
import { applicantOf, levelOf, openApplicantOf } from './people';

export const applicantHandlers = (world: World) => ({
  createApplicant: (call: Call) => {
    const level = levelOf(call, 'applicant');
    const { externalUserId, email, phone, lang, type, info, fixedInfo, ...extra } = jsonBody(call.body);
    const name = requiredText(externalUserId, 'externalUserId');
    const known = world.applicants.named(name);
    if (known) throw duplicateExternalUserId(known);
    const applicant = enrol(world, level, {
      externalUserId: name,
      email: optionalText(email),
      phone: optionalText(phone),
      lang: optionalText(lang),
      type: optionalText(type),
      info: objectOrNothing(info),
      fixedInfo: objectOrNothing(fixedInfo),
      extra,
    });
    world.lifeCycle.created(applicant);
    return json(201, applicantView(applicant), { effect: 'applicant-created' });
  },

  getApplicant: (call: Call) => json(200, applicantView(applicantOf(world, call))),

  getApplicantByExternalUserId: (call: Call) => {
    const applicant = world.applicants.named(call.params['externalUserId']!);
    if (!applicant) throw notFound('An applicant with this external user id');
    return json(200, applicantView(applicant));
  },

  getApplicantReviewStatus: (call: Call) => json(200, reviewView(applicantOf(world, call))),

  updateApplicantInfo: (call: Call) => {
    const applicant = changeData(world, call, 'info');
    return json(200, applicantView(applicant)['info'], { effect: 'data-changed' });
  },

  updateFixedInfo: (call: Call) => {
    const applicant = changeData(world, call, 'fixedInfo');
    return json(200, applicant.fixedInfo, { effect: 'data-changed' });
  },

  setApplicantPresence: (call: Call) => {
    const applicant = applicantOf(world, call);
    const wanted = call.params['status'];
    if (wanted !== 'activated' && wanted !== 'deactivated') throw badRequest('The status is activated or deactivated');
    // Refused by the vendor's word; that the status is 409 is assumed.
    if (isUnderReview(applicant)) throw conflict('The applicant is under review and cannot be deactivated now');
    const deactivated = wanted === 'deactivated';
    const changed = applicant.deactivated !== deactivated;
    applicant.deactivated = deactivated;
    if (changed) world.webhooks.applicant(deactivated ? 'applicantDeactivated' : 'applicantActivated', applicant);
    const items = [{ id: applicant.id, externalUserId: applicant.externalUserId, deleted: deactivated }];
    return json(200, { items }, { effect: changed ? wanted : undefined });
  },

  resetApplicant: (call: Call) => {
    const applicant = applicantOf(world, call);
    assertOpen(applicant);
    world.lifeCycle.reset(applicant);
    return json(200, { ok: 1 }, { effect: 'applicant-reset' });
  },

  sendVerificationStatusEmail: (call: Call) => {
    const applicant = applicantOf(world, call);
    if (applicant.email === undefined) throw badRequest('The applicant has no e-mail address');
    const { attemptId, status } = applicant.review;
    const state = `${attemptId} ${status}`;
    const again = applicant.mailedFor === state;
    applicant.mailedFor = state;
    return json(200, { ok: 1 }, { effect: again ? 'mail-sent-again' : 'mail-sent' });
  },

  getApplicantTimeline: (call: Call) => {
    const { id, timeline } = applicantOf(world, call);
    const items = timeline.map(({ at, activity, source }) => ({
      ts: zonedDate(at),
      activity,
      ipInfo: { ip: '192.0.2.1', countryCode3: 'KAZ' }, // an address reserved for documentation
      trackingData: { source },
    }));
    return json(200, { applicantId: id, items });
  },

  getApplicantReport: async (call: Call) => {
    const applicant = applicantOf(world, call);
    if (!['applicantReport', 'companyReport'].includes(call.query.get('report') ?? '')) {
      throw badRequest('report must be applicantReport or companyReport');
    }
    await world.timers.pause(world.reportMs);
    const { status, result } = applicant.review;
    return binary(
      'application/pdf',
      samplePdf(`Synthetic report on ${applicant.id}: ${status} ${result?.reviewAnswer ?? ''}`),
    );
  },
});

/** Only the fields that were sent change; `unsetFields` takes others away. */
function changeData(world: World, call: Call, field: 'info' | 'fixedInfo'): Applicant {
  const applicant = openApplicantOf(world, call);
  Object.assign(applicant[field], jsonBody(call.body));
  for (const name of call.query.get('unsetFields')?.split(',') ?? []) delete applicant[field][name];
  world.lifeCycle.amended(applicant);
  world.webhooks.applicant('applicantPersonalInfoChanged', applicant);
  return applicant;
}
