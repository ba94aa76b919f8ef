import type { RequestHandler } from 'express';
import type { Config } from '../../config.js';
import { factsOf } from '../request/request.js';

/**
 * Sets the security headers of every answer. A script needs the request's nonce or a file of ours;
 * nothing comes from another host. Styles alone may be inline: AdminJS's styled-components write
 * them while the page runs, and a nonce cannot cover that.
 */
export function securityHeaders({ production }: Config): RequestHandler {
  return (request, response, next) => {
    const { nonce } = factsOf(response);
    response.set({
      'Content-Security-Policy': [
        "default-src 'self'",
        `script-src 'self' 'nonce-${nonce}'`,
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      // The origin check falls back to the referrer of our own pages.
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Cache-Control': 'no-store',
    });
    if (production && request.secure) {
      response.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    }
    next();
  };
}
