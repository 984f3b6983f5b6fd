import type { Config } from '../config';
import type { Row } from '../doctor';
import { configuredRoutes } from '../providers/vultsecurity/client';
import { isLoopback } from '../providers/vultsecurity/loopback';
import { vultsecurityOperations } from '../providers/vultsecurity/operations';
import { tell } from './failure';

/** Whether VultSecurity's operations can be reached, as far as the configuration tells. No row where it is not configured. */
export function examineRoutes({ providers: { vultsecurity } }: Pick<Config, 'providers'>): Row[] {
  if (vultsecurity === undefined) return [];
  const check = 'VultSecurity routes';
  const operations = Object.keys(vultsecurityOperations);
  let routes: object;
  try {
    routes = configuredRoutes(vultsecurity);
  } catch (error) {
    return [{ check, ok: false, found: tell(error).message, fix: 'correct KYC_VULTSECURITY_OPEN_API' }];
  }
  const missing = operations.filter((name) => !(name in routes));
  const found = `${operations.length - missing.length} of ${operations.length} operations`;
  if (missing.length === 0) return [{ check, ok: true, found }];
  if (isLoopback(vultsecurity.baseUrl))
    return [{ check, ok: true, found: `${found}; the others as the sandbox has them, on this machine` }];
  return [
    {
      check,
      // Whoever needs none of these lacks nothing.
      ok: 'unknown',
      found: `${found}; none for ${missing.join(', ')}`,
      fix: 'see `temporal-kyc routes --openapi FILE`, and give them in KYC_VULTSECURITY_ROUTES',
    },
  ];
}
