import type { Call } from '../../gateway';
import { samplePdf } from '../../sample-files';
import {
  companyDefault,
  configurationNamed,
  overridden,
  type Question,
  type SessionConfiguration,
  type Step,
} from '../configurations';
import { sessionNotFound, wrongParameters } from '../refusals';
import {
  bare,
  bytes,
  fieldsOf,
  isObject,
  optionalFlag,
  optionalText,
  requiredObject,
  requiredText,
  wrapped,
} from '../requests';
import { resultView } from '../result-view';
import { sessionName } from '../session-name';
import type { Session } from '../sessions';
import type { World } from '../world';

/** The session that a call names, under the spelling of its host. */
export function sessionOf({ sessions }: World, call: Call, field: 'session_token' | 'sessionId'): Session {
  const session = sessions.find(requiredText(fieldsOf(call).values[field]));
  if (!session) throw sessionNotFound();
  return session;
}

/** What a session that is being begun will go by, where the call says so. */
export function nameOfNewSession(call: Call): string | undefined {
  const { flags, steps } = beginning(call);
  return sessionName(flags, steps);
}

function beginning(call: Call): { flags: Record<string, unknown>; steps: Step[] } {
  const { flags, steps } = fieldsOf(call).values;
  return { flags: flags === undefined ? {} : requiredObject(flags), steps: stepsIn(steps) };
}

export const sessionHandlers = (world: World) => ({
  beginSession: (call: Call) => {
    const { sessions, now } = world;
    const { values } = fieldsOf(call);
    const parent = parentOf(world, values['parent_session_id']);
    const configuration = configurationOf(values['config_id']);
    const { flags, steps: given } = beginning(call);
    const lifetime = configuration?.sessionLifetime ?? world.sessionLifetime;
    const token = sessions.newToken();
    const name = sessionName(flags, given) ?? parent?.name ?? token;
    const stillOpen = sessions.of(name).some((other) => sessions.isOpen(other) && other.parent === parent?.token);
    const session = sessions.add({
      token,
      name,
      parent: parent?.token,
      configId: configuration?.id,
      flags,
      steps: configuration ? overridden(configuration.steps, given) : plainSteps(flags, given),
      beganAt: now(),
      expiresAt: now() + lifetime * 60_000,
      underManualCheck: false,
      turn: 0,
      callEnded: false,
      activities: [],
    });
    world.lifeCycle.begun(session);
    return bare(token, { effect: stillOpen ? 'session-begun-again' : 'session-begun', externalUserId: name });
  },

  getResult: (call: Call) => {
    const session = sessionOf(world, call, 'session_token');
    return bare(resultView(session, world.sessions.stateOf(session), world.words, world.now()));
  },

  deleteSession: (call: Call) => {
    const session = sessionOf(world, call, 'session_token');
    world.sessions.delete(session);
    return bare(true, { effect: 'session-deleted' });
  },

  exportSessionAsPdf: (call: Call) => {
    const { values } = fieldsOf(call);
    const wanted = ['exportSession', 'exportScreening', 'exportProofOfAddress'].filter((part) =>
      optionalFlag(values[part]),
    );
    if (wanted.length === 0) throw wrongParameters();
    const session = sessionOf(world, call, 'sessionId');
    const state = session.outcome?.result ?? world.sessions.stateOf(session);
    return bytes('application/pdf', samplePdf(`Synthetic export of a session: ${state} (${wanted.join(', ')})`));
  },

  getSessionConfig: (call: Call) => {
    const configuration = configurationOf(requiredText(fieldsOf(call).values['sessionConfigId']));
    if (!configuration) throw wrongParameters();
    const { id, name, language, sessionLifetime, steps } = configuration;
    return wrapped({ id, name, general: { language, sessionLifetime }, steps });
  },
});

function parentOf({ sessions }: World, id: unknown): Session | undefined {
  const token = optionalText(id);
  const parent = token === undefined ? undefined : sessions.find(token);
  if (token !== undefined && !parent) throw sessionNotFound();
  return parent;
}

/** Assumed: an unknown id is `wrong-parameters`. */
function configurationOf(id: unknown): SessionConfiguration | undefined {
  const given = optionalText(id);
  const configuration = given === undefined ? undefined : configurationNamed(given);
  if (given !== undefined && !configuration) throw wrongParameters();
  return configuration;
}

function stepsIn(given: unknown): Step[] {
  if (given === undefined) return [];
  const isStep = (step: unknown) => isObject(step) && typeof step['type'] === 'string';
  if (!Array.isArray(given) || given.length > 50 || !given.every(isStep)) throw wrongParameters();
  return given.map((step: Step, at) => ({ ...step, key: step.key ?? `${step.type}-${at + 1}`, ...questionsIn(step) }));
}

function questionsIn({ questions }: Step): Pick<Step, 'questions'> {
  if (questions === undefined) return {};
  const isQuestion = (question: unknown) => isObject(question) && typeof question['key'] === 'string';
  if (!Array.isArray(questions) || !questions.every(isQuestion)) throw wrongParameters();
  return { questions: (questions as Question[]).map((question) => ({ ...question, type: question.type ?? 'string' })) };
}

/** Without a configuration: the steps as given, and the built-in document and liveness parts where no flag skips them. */
function plainSteps(flags: Readonly<Record<string, unknown>>, given: readonly Step[]): Step[] {
  const skipped = { 'identity-document': flags['skip_document'] === true, liveness: flags['skip_face'] === true };
  const builtIn = companyDefault.steps.filter(
    ({ type }) => !skipped[type as keyof typeof skipped] && !given.some((step) => step.type === type),
  );
  return [...builtIn, ...given];
}
