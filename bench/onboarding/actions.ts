import type { WorkflowHandle } from '@temporalio/client';

/** What one finished workflow cost, read from its history. */
export interface Cost {
  readonly events: number;
  readonly historyBytes: number;
  readonly workflowTasks: number;
  /** As Temporal Cloud bills: start, update, signal, timer, search attribute upsert, each activity attempt, each task with local activities. */
  readonly actions: number;
}

const EACH_IS_ONE = [
  'workflowExecutionStartedEventAttributes',
  'workflowExecutionUpdateAcceptedEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'timerStartedEventAttributes',
  'upsertWorkflowSearchAttributesEventAttributes',
] as const;

export async function costOf(handle: WorkflowHandle): Promise<Cost> {
  const [{ events }, description] = await Promise.all([handle.fetchHistory(), handle.describe()]);
  const history = events ?? [];
  const tasksWithLocalActivities = new Set<string>();
  let actions = 0;
  let workflowTasks = 0;
  for (const event of history) {
    if (EACH_IS_ONE.some((kind) => event[kind])) actions += 1;
    if (event.activityTaskStartedEventAttributes) actions += event.activityTaskStartedEventAttributes.attempt ?? 1;
    if (event.workflowTaskCompletedEventAttributes) workflowTasks += 1;
    const marker = event.markerRecordedEventAttributes;
    if (marker?.markerName === 'core_local_activity')
      tasksWithLocalActivities.add(String(marker.workflowTaskCompletedEventId));
  }
  return {
    events: history.length,
    historyBytes: description.historySize ?? 0,
    workflowTasks,
    actions: actions + tasksWithLocalActivities.size,
  };
}
