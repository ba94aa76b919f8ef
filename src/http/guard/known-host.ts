import type { Request, RequestHandler } from 'express';
import { isIP } from 'node:net';
import type { Config } from '../../config.js';
import { message, type Message } from '../../messages/message.js';
import { sendError } from '../errors/error-handler.js';
import { stylePath } from '../pages/style.js';

/**
 * Answers under the host names of PUBLIC_URL only. A name that an attacker points at this server
 * (DNS rebinding) would make the attacker's pages pages of ours. Without the setting, names of this
 * machine and plain addresses answer, which no attacker can point anywhere; in production, where a
 * proxy may stand in front, every name does.
 */
export function requireKnownHost(config: Config): RequestHandler {
  const isKnown = knownHosts(config);
  return (request, response, next) => {
    // Probes ask by address; the style sheet is of the page that refuses.
    if (OPEN.has(request.path) || isKnown(request.host)) {
      next();
      return;
    }
    const [home] = config.publicOrigins ?? [];
    sendError(request, response, 421, refusal(home), { home });
  };
}

const OPEN = new Set(['/healthz', '/readyz', stylePath]);

function refusal(home: string | undefined): Message {
  return message('withHint', {
    message: message('requests.wrong_host'),
    hint:
      home === undefined
        ? message('requests.open_by_address')
        : message('requests.open_address', { path: `${home}/admin` }),
  });
}

function knownHosts({ publicOrigins, production, host }: Config) {
  if (publicOrigins !== null) {
    const hosts = new Set(publicOrigins.flatMap(hostsOf));
    return (asked: string | undefined) => hosts.has(asked?.toLowerCase() ?? '');
  }
  if (production) return () => true;
  return (asked: string | undefined) => {
    const name = hostName(asked ?? '');
    return name !== null && (isIP(name) !== 0 || isOfMachine(name) || name === host.toLowerCase());
  };
}

/** Returns the host of an origin without and with its default port. */
function hostsOf(origin: string): string[] {
  const { host, port, protocol } = new URL(origin);
  return port === '' ? [host, `${host}:${protocol === 'https:' ? 443 : 80}`] : [host];
}

const isOfMachine = (name: string) => name === 'localhost' || name.endsWith('.localhost');

/** Returns the name of a host header; null where it is none. */
function hostName(text: string): string | null {
  const found = /^(?:\[([\da-f:.]+)\]|([^\s:/\\@[\]]+))(?::\d{1,5})?$/i.exec(text);
  return (found?.[1] ?? found?.[2] ?? null)?.toLowerCase() ?? null;
}

/**
 * Returns true for the address of a page of ours: of the host that was asked for, and with the scheme
 * of PUBLIC_URL where it is set.
 */
export function isOwnPage({ publicOrigins }: Config, request: Request, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { host, origin } = new URL(address);
  return host === request.host && (publicOrigins?.includes(origin) ?? true);
}
