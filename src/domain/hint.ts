/** What a webhook becomes: a reason to look. It carries nothing that a decision could rest on. */
export interface ProviderHint {
  readonly provider: string;
  /** The provider's event type: `applicantReviewed`. */
  readonly type: string;
  /** Same for every repeat of the same event. */
  readonly eventKey: string;
  /** The state that the hint claims, in the provider's words; a read that disagrees is repeated soon. */
  readonly says?: string;
}
