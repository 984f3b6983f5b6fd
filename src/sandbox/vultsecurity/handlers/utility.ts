import { documentedVersion as version } from '../../../providers/vultsecurity/routes';
import { openApiPath } from '../openapi';
import { json } from '../requests';
import type { Json } from '../sessions';
import type { World } from '../world';

const environment = 'sandbox';
const service = 'temporal-kyc sandbox of the VultSecurity KYC API';

export const utilityHandlers = ({ now }: World, baseUrl: () => string) => {
  const startedAt = now();
  const answer = (more: Json) => json(200, { timestamp: new Date(now()).toISOString(), ...more });
  const uptime = () => (now() - startedAt) / 1000;
  const parts = { database: 'ok', cache: 'ok', storage: 'ok', external_services: {} };

  return {
    getServiceInfo: () =>
      answer({
        service,
        version,
        environment,
        description: 'Synthetic data only',
        documentation: baseUrl() + openApiPath,
        health: `${baseUrl()}/health`,
        status: 'ok',
      }),

    ping: () => answer({ pong: true }),

    getApiStatus: () => {
      const endpoints = {
        health: '/health',
        ready: '/ready',
        live: '/live',
        metrics: '/metrics',
        docs: '/status',
        api_spec: openApiPath,
      };
      return answer({ service, version, environment, uptime: uptime(), endpoints });
    },

    getSystemMetrics: () => {
      const { heapUsed: used, heapTotal: total, external, rss } = process.memoryUsage();
      const { pid, version: node_version, platform } = process;
      const memory = { used, total, external, rss };
      return answer({
        system: { uptime: uptime(), memory, cpu: {}, pid, node_version, platform },
        environment: { node_env: environment, version },
      });
    },

    probeLiveness: () => answer({ status: 'alive', uptime: uptime() }),

    probeReadiness: () => answer({ status: 'ready', checks: parts }),

    checkSimpleHealth: () => answer({ status: 'ok' }),

    checkHealth: () => answer({ status: 'ok', uptime: uptime(), version, environment, checks: parts, details: {} }),

    getApiVersion: () => json(200, { version }),
  };
};
