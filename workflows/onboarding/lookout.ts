import { CancellationScope } from '@temporalio/workflow';
import { msToNumber } from '@temporalio/common/lib/time';
import type { VerificationProvider, WatchFrom } from '../providers/contract';
import { waitForApplicant } from './deadlines';
import type { OnboardingState } from './state';

/** Looks at the provider in the background until its state moves on; then the case gets attention. */
export class Lookout {
  private watching?: WatchFrom;

  constructor(private readonly kyc: { readonly provider: VerificationProvider; readonly state: OnboardingState }) {}

  /** Pauses double from `firstMs`. A watch that waits for the same goes on: its pauses keep growing, whatever hints come. */
  post(firstMs: number): void {
    const { provider, state } = this.kyc;
    const from = this.whatIsKnown(firstMs);
    if (this.watching && waitsForTheSame(this.watching, from)) return;
    this.watching = from;
    const moved = () => {
      if (this.watching !== from) return;
      this.watching = undefined;
      state.attention = true;
    };
    // A watch that is refused gets attention as well: the read that follows meets the same refusal, and it is dealt with there.
    CancellationScope.nonCancellable(() => provider.watch(state.references, from)).then(moved, moved);
  }

  /** The present watch is heeded no longer. It ends at its next look, or with the case, which costs less than to cancel it. */
  dismiss(): void {
    this.watching = undefined;
  }

  private whatIsKnown(firstMs: number): WatchFrom {
    const { phase, policy, verdict } = this.kyc.state;
    const waiting = waitForApplicant(this.kyc.state) ? 'collecting' : phase === 'on_hold' ? 'on_hold' : 'in_review';
    const status = verdict?.status === 'unknown' ? 'unknown' : waiting;
    return {
      status,
      // What was said about something else, such as the attempt before, is no news.
      revision: verdict?.status === status ? undefined : verdict?.revision,
      firstMs,
      slowestMs: msToNumber(policy.review.slowestLook),
      findings: this.kyc.state.findings,
    };
  }
}

/** To look sooner at first is no reason to look twice. */
function waitsForTheSame(one: WatchFrom, other: WatchFrom): boolean {
  return one.status === other.status && one.revision === other.revision && one.slowestMs === other.slowestMs;
}
