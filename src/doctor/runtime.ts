import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { attributeDrift, registerMissingAttributes, type AttributeTypes } from '../servers/registered-attributes';
import { reasonOf, type Row } from './row';

const grpc = { NOT_FOUND: 5, PERMISSION_DENIED: 7, UNIMPLEMENTED: 12 };

export interface TemporalExamination {
  /** `host:port`, for the report only. */
  address: string;
  namespace: string;
  /** Opens the connection as the worker would; give it a short `connectTimeout`. It is closed here. */
  connect: () => Promise<Connection>;
  searchAttributes: AttributeTypes;
  /** Registers the search attributes that are missing. Default: only reports them. */
  fix?: boolean;
}

/** Reachability and version of Temporal, the namespace, and its search attributes. A later row is left out when an earlier one makes it moot. */
export async function checkTemporal({
  address,
  namespace,
  connect,
  searchAttributes,
  fix,
}: TemporalExamination): Promise<Row[]> {
  let connection: Connection;
  try {
    connection = await connect();
  } catch (error) {
    const remedy = 'start Temporal (`temporal server start-dev`, or `docker compose up`), or correct TEMPORAL_ADDRESS';
    return [{ check: 'Temporal', ok: false, found: `${address} cannot be reached: ${reasonOf(error)}`, fix: remedy }];
  }
  try {
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    const server = serverVersion
      ? `server ${serverVersion}`
      : 'a server without a version (the time-skipping test server)';
    const rows: Row[] = [{ check: 'Temporal', ok: true, found: `${server} at ${address}` }];
    rows.push(await checkNamespace(connection, namespace));
    if (rows.at(-1)!.ok !== false) rows.push(await checkSearchAttributes(connection, namespace, searchAttributes, fix));
    return rows;
  } catch (error) {
    return [{ check: 'Temporal', ok: false, found: `${address} answers, but: ${reasonOf(error)}` }];
  } finally {
    await connection.close();
  }
}

async function checkNamespace(connection: Connection, namespace: string): Promise<Row> {
  const check = 'namespace';
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return { check, ok: true, found: namespace };
  } catch (error) {
    if (!hasCode(error, grpc.NOT_FOUND)) return { check, ok: 'unknown', found: `${namespace}: ${reasonOf(error)}` };
    return {
      check,
      ok: false,
      found: `${namespace} does not exist`,
      fix: `\`temporal operator namespace create --namespace ${namespace}\``,
    };
  }
}

async function checkSearchAttributes(
  connection: Connection,
  namespace: string,
  wanted: AttributeTypes,
  fix = false,
): Promise<Row> {
  const check = 'search attributes';
  try {
    const { missing, mistyped } = await (fix ? registerMissingAttributes : attributeDrift)(
      connection,
      namespace,
      wanted,
    );
    const unregistered = fix || missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`];
    if (mistyped.length > 0) {
      const wrong = mistyped.map(({ name, wanted, found }) => `${name} is ${found}, not ${wanted}`);
      // Registering the name again is answered with success and changes nothing.
      const removals = mistyped.map(({ name }) => `\`temporal operator search-attribute remove --name ${name}\``);
      const remedy = `${removals.join(', ')}, then \`temporal-kyc doctor --fix\``;
      return { check, ok: false, found: [...wrong, ...unregistered].join('; '), fix: remedy };
    }
    const total = `${Object.keys(wanted).length} registered`;
    if (missing.length === 0) return { check, ok: true, found: total };
    if (fix) return { check, ok: true, found: `${total}, ${missing.length} of them just now: ${missing.join(', ')}` };
    return { check, ok: false, found: unregistered.join(), fix: '`temporal-kyc doctor --fix`' };
  } catch (error) {
    if (hasCode(error, grpc.UNIMPLEMENTED)) return { check, ok: 'unknown', found: 'this server cannot list them' };
    if (hasCode(error, grpc.PERMISSION_DENIED)) {
      return {
        check,
        ok: 'unknown',
        found: 'this account may not list or register them',
        fix: `on Temporal Cloud: \`tcld namespace search-attributes add\` for ${Object.keys(wanted).join(', ')}`,
      };
    }
    return { check, ok: false, found: reasonOf(error) };
  }
}

/** Whether the database answers. */
export async function checkStore(label: string, probe: () => Promise<void>): Promise<Row> {
  try {
    await probe();
    return { check: 'store', ok: true, found: label };
  } catch (error) {
    return {
      check: 'store',
      ok: false,
      found: `${label} cannot be used: ${reasonOf(error)}`,
      fix: 'start the database, or correct KYC_STORE_URL',
    };
  }
}

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && Number(error.code) === code;
}
