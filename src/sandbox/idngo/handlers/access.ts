import type { Call } from '../../gateway';
import { badRequest } from '../refusals';
import { json, requiredText, seconds } from '../requests';
import type { World } from '../world';
import { assertApproved, levelOf } from './people';

export const accessHandlers = (world: World, baseUrl: () => string) => ({
  createWebSdkLink: (call: Call) => {
    const externalActionId = call.query.get('externalActionId') ?? undefined;
    const level = levelOf(call, externalActionId === undefined ? 'applicant' : 'action');
    const externalUserId = requiredText(call.query.get('externalUserId'), 'externalUserId');
    if (externalActionId !== undefined) assertHasActions(world, externalUserId);
    const link = { externalUserId, levelName: level.name, externalActionId };
    const { code } = world.links.create(link, seconds(call, 'ttlInSecs', 1800));
    return json(200, { url: `${baseUrl()}/idensic/l/${code}` }, { effect: 'link-created' });
  },

  createAccessToken: (call: Call) => {
    const userId = requiredText(call.query.get('userId'), 'userId');
    levelOf(call, 'applicant');
    seconds(call, 'ttlInSecs', 600);
    return json(200, { token: `_act-sbx-${world.ids.uuid()}`, userId }, { effect: 'token-created' });
  },

  createActionAccessToken: (call: Call) => {
    const userId = requiredText(call.query.get('userId'), 'userId');
    const externalActionId = requiredText(call.query.get('externalActionId'), 'externalActionId');
    levelOf(call, 'action');
    seconds(call, 'ttlInSecs', 600);
    assertHasActions(world, userId);
    return json(200, { token: `_act-${world.ids.uuid()}`, userId, externalActionId }, { effect: 'token-created' });
  },
});

function assertHasActions(world: World, externalUserId: string): void {
  const applicant = world.applicants.named(externalUserId);
  if (!applicant) throw badRequest('Actions are for applicants that are completed and approved');
  assertApproved(applicant);
}
