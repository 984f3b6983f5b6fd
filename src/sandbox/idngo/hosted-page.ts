import type { CallLog } from '../call-log';
import type { Received, Reply } from '../loopback-server';
import type { HostedFlow, HostedResult } from './hosted-flow';
import type { HostedLink } from './hosted-links';
import type { World } from './world';

const path = /^\/idensic\/l\/([0-9a-f]{16})(\/finish)?$/;

const told: Record<HostedResult['outcome'], string> = {
  submitted: 'Thank you. Your documents are being checked.',
  'in-review': 'Your documents are being checked already.',
  approved: 'You are verified. There is nothing more to do.',
  closed: 'This verification is closed.',
};

export function isHostedPath(requestPath: string): boolean {
  return requestPath.startsWith('/idensic/');
}

/** `GET` shows what the user would see; `POST …/finish` is the user finishing it. The record says `hostedFlow`. */
export function hostedPage(world: World, flow: HostedFlow, log: CallLog): (received: Received) => Reply {
  return ({ method, path: requestPath, headers }) => {
    const [, code, finish] = path.exec(requestPath) ?? [];
    const link = code === undefined ? undefined : world.links.find(code);
    if (!link) return page(404, '<p>There is no such link.</p>');
    if (world.links.isOver(link)) return page(410, '<p>This link has expired. Ask for a new one.</p>');
    if (finish === undefined)
      return method === 'GET' ? page(200, form(world, link)) : { status: 405, headers: { allow: 'GET' } };
    if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    const result = finishHosted(flow, log, link);
    if (headers.accept?.includes('application/json')) {
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) };
    }
    return page(200, `<p>${told[result.outcome]}</p>`);
  };
}

export function finishHosted(flow: HostedFlow, log: CallLog, link: HostedLink): HostedResult {
  const note = log.begin('hostedFlow');
  const result = flow.finish(link);
  note({ status: 200, applicantExternalId: link.externalUserId, effect: result.effect });
  return result;
}

function form(world: World, link: HostedLink): string {
  const applicant = world.applicants.named(link.externalUserId);
  const comment = applicant?.review.result?.moderationComment;
  return `<dl><dt>Level</dt><dd>${escape(link.levelName)}</dd>
<dt>User</dt><dd>${escape(link.externalUserId)}</dd>
<dt>Status</dt><dd>${escape(applicant?.review.status ?? 'not started')}</dd></dl>
${comment ? `<p>${escape(comment)}</p>` : ''}
<form method="post" action="/idensic/l/${link.code}/finish"><button>Show my documents and finish</button></form>`;
}

function page(status: number, content: string): Reply {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Verification (sandbox)</title>
<style>body{font:1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Verification</h1><p><small>Simulated: nothing here is sent to anybody.</small></p>
${content}</html>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
