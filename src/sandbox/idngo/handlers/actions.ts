import type { Call } from '../../gateway';
import { sampleFile } from '../../sample-files';
import { plainDate } from '../dates';
import { openAction } from '../enrolment';
import { alreadyInState, assertOpen, conflict, notFound } from '../refusals';
import { binary, json, jsonBody, readUpload, requiredText } from '../requests';
import { actionView } from '../views';
import type { World } from '../world';
import { actionOf, applicantOf, assertApproved, levelOf } from './people';

export const actionHandlers = (world: World) => ({
  createApplicantAction: (call: Call) => {
    const level = levelOf(call, 'action');
    const applicant = applicantOf(world, call);
    assertOpen(applicant);
    assertApproved(applicant);
    const externalActionId = requiredText(jsonBody(call.body)['externalActionId'], 'externalActionId');
    // Not documented; the cautious reading is that the id is a key.
    if (world.actions.named(applicant.id, externalActionId))
      throw conflict('An action with this external action id exists');
    const action = openAction(world, applicant, externalActionId, level);
    return json(201, actionView(action), { effect: 'action-created' });
  },

  addActionImage: (call: Call) => {
    const { action } = actionOf(world, call);
    const { fileName, mediaType, sha256, size, idDocType, country } = readUpload(call, world.maxFileBytes);
    const sentBefore = action.images.some((image) => image.sha256 === sha256);
    const imageId = world.ids.number();
    action.images.push({ imageId, idDocType, sha256, mediaType });
    const reply = {
      id: world.ids.objectId(),
      addedDate: plainDate(world.now()),
      creatorClientId: 'API',
      imageHash: sha256.slice(0, 40),
      imageFileName: fileName,
      resizedImageId: world.ids.number(),
      mimeType: mediaType.split('/')[1],
      imageId,
      fileSize: size,
      answer: 'GREEN',
      idDocDef: { country, idDocType },
      reviewResult: {},
      attemptId: world.ids.code().slice(0, 5),
    };
    return json(200, reply, { effect: sentBefore ? 'action-image-added-again' : 'action-image-added' });
  },

  requestActionCheck: (call: Call) => {
    const { action, applicant } = actionOf(world, call);
    if (action.review.status !== 'init') throw alreadyInState();
    world.actionLifeCycle.begin(applicant, action);
    return json(200, actionView(action), { effect: 'action-review-opened' });
  },

  getAction: (call: Call) => json(200, actionView(actionOf(world, call).action)),

  listApplicantActions: (call: Call) => {
    const all = world.actions.of(applicantOf(world, call).id);
    if (call.query.get('order') === '-createdAt') all.reverse();
    const offset = Number(call.query.get('offset') ?? 0);
    const items = all.slice(offset, offset + Number(call.query.get('limit') ?? 1000)).map(actionView);
    return json(200, { list: { items, totalItems: all.length } });
  },

  getActionImage: (call: Call) => {
    const { action } = actionOf(world, call);
    const image = action.images.find(({ imageId }) => String(imageId) === call.params['imageId']);
    if (!image) throw notFound('An image with this id in this action');
    return binary(image.mediaType, sampleFile(image.mediaType, image.sha256));
  },
});
