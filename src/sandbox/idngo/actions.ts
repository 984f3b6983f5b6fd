import type { ReviewResult } from './applicants';

export interface ActionImage {
  readonly imageId: number;
  readonly idDocType: string;
  readonly sha256: string;
  readonly mediaType: string;
}

/** A separate check of an approved applicant. */
export interface Action {
  readonly id: string;
  readonly externalActionId: string;
  readonly applicantId: string;
  readonly levelName: string;
  readonly type: string;
  readonly createdAt: number;
  readonly images: ActionImage[];
  checks: Record<string, unknown>[];
  readonly review: { status: 'init' | 'pending' | 'onHold' | 'completed'; result?: ReviewResult };
}

export class ActionRegister {
  private readonly byId = new Map<string, Action>();

  add(action: Action): Action {
    this.byId.set(action.id, action);
    return action;
  }

  find(id: string): Action | undefined {
    return this.byId.get(id);
  }

  /** Oldest first. */
  of(applicantId: string): Action[] {
    return [...this.byId.values()].filter((action) => action.applicantId === applicantId);
  }

  named(applicantId: string, externalActionId: string): Action | undefined {
    return this.of(applicantId).find((action) => action.externalActionId === externalActionId);
  }
}
