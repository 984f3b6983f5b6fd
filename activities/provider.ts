import { Context } from '@temporalio/activity';
import { attemptTimeoutMs } from '../src/providers/calls';
import type { OperationTable, ProviderClient } from '../src/providers/operation';
import type { Quotas } from '../src/store/store';
import type { Activities } from './dependencies';
import { stayAlive } from './heartbeat';
import { pick } from './pick';
import { untilLater } from './until-later';

/** One activity a row, `<provider>.<operation>`: the row says how it is called, the client calls it, the quota says when. */
export function providerActivities<Table extends OperationTable>(
  provider: string,
  table: Table,
  client: ProviderClient<Table>,
  quotas: Quotas,
): Activities {
  const activities = Object.entries(table).map(([name, row]) => {
    const activity = async (request: never, options: { pick?: readonly string[] } = {}) => {
      const signal = Context.current().cancellationSignal;
      const call = () => client[name as keyof Table](request, { signal, subjectId: subjectOfThisCase() });
      return stayAlive(async () => {
        const holdMs = attemptTimeoutMs[row.timeout ?? 'quick'];
        const answer = row.limit
          ? await quotas.within({ name: `${provider}.${row.limit.queue}`, limit: row.limit, holdMs }, call, { signal })
          : await call().catch(untilLater);
        return options.pick ? pick(answer, options.pick) : answer;
      });
    };
    return [`${provider}.${name}`, activity] as const;
  });
  return Object.fromEntries(activities);
}

/** `kyc/<process>/<subjectId>…`: under whose key a file is kept. */
function subjectOfThisCase(): string | undefined {
  return Context.current().info.workflowExecution?.workflowId.split('/')[2];
}
