import type { Call } from '../../gateway';
import { unknown } from '../refusals';
import { done, fieldsOf, json } from '../requests';
import { repeated } from '../steps';
import type { World } from '../world';

/** Requirements and weights: each write replaces the whole set (25 flags, 27 numbers are mandatory). */
export const idvSettingHandlers = ({ requirements, weights }: World) => ({
  getRequirements: (call: Call) => json(200, { requirements: requirements.list(fieldsOf(call)) }),

  updateRequirements: (call: Call) => done(repeated('requirements-changed', !requirements.replace(fieldsOf(call)))),

  getWeights: (call: Call) => json(200, weights.of(fieldsOf(call)).weights),

  updateWeights: (call: Call) => done(repeated('weights-changed', !weights.replace(fieldsOf(call)))),

  getWeightsById: (call: Call) => {
    const version = weights.find(String(fieldsOf(call)['id']));
    if (!version) throw unknown('The set of weights');
    return json(200, version.weights);
  },
});
