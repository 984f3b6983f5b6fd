import type { Received, Reply } from '../loopback-server';
import type { HostedFlow } from './hosted-flow';
import type { Finish } from './life-cycle';
import type { Session } from './sessions';
import type { World } from './world';

const told: Record<Finish, string> = {
  finished: 'Thank you. You are done.',
  left: 'You left before you were done.',
  over: 'This session is over.',
};

export function isHostedPath(path: string): boolean {
  return path === '/' || path === '/finish';
}

/** `GET /?session_token=…` shows what the user would see; `POST /finish?session_token=…` is the user going through it. */
export function hostedPage(world: World, flow: HostedFlow): (received: Received) => Reply {
  return ({ method, path, query, headers }) => {
    const session = world.sessions.find(query.get('session_token') ?? '');
    if (!session) return page(404, '<p>There is no such session.</p>');
    if (path === '/') {
      if (method !== 'GET') return { status: 405, headers: { allow: 'GET' } };
      if (!world.sessions.isOpen(session)) return page(410, `<p>${told.over}</p>`);
      world.lifeCycle.opened(session);
      return page(200, form(session));
    }
    if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    const finish = flow.finish(session);
    const status = finish === 'over' ? 410 : 200;
    if (headers.accept?.includes('application/json')) {
      return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ finish }) };
    }
    return page(status, `<p>${told[finish]}</p>${wayBack(session)}`);
  };
}

function form({ token, steps }: Session): string {
  const names = steps.map(({ title, type }) => `<li>${escape(title?.['en'] ?? type)}</li>`).join('');
  return `<ol>${names}</ol>
<form method="post" action="/finish?session_token=${token}"><button>Go through all steps and finish</button></form>`;
}

/** The real widget goes there by itself; what it adds to the address is not documented. */
function wayBack({ flags }: Session): string {
  const address = flags['return_url'];
  if (typeof address !== 'string' || !/^https?:\/\//.test(address)) return '';
  return `<p><a href="${escape(address)}">Back</a></p>`;
}

function page(status: number, content: string): Reply {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Identification (sandbox)</title>
<style>body{font:1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Identification</h1><p><small>Simulated: nothing here is sent to anybody.</small></p>
${content}</html>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
