import type { RequestHandler } from 'express';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { message } from '../../messages/message.js';
import { noteRefusedAddress } from '../../services/sign-in/trail.js';
import { originOf, signedIn } from '../request/request.js';
import { cookieName } from '../request/session-store.js';

/**
 * Ends the session of an administrator that is used from an address outside ADMIN_ADDRESSES: a stolen
 * one is worth nothing elsewhere, and cannot be carried back.
 */
export function requireAdminAddress(context: Context): RequestHandler {
  const { adminAddresses } = context.config;
  return async (request, response, next) => {
    const account = adminAddresses === null ? undefined : signedIn(request);
    if (account?.role !== 'admin' || adminAddresses?.has(request.ip) !== false) {
      next();
      return;
    }
    await new Promise<void>((resolve, reject) => {
      request.session.destroy((error) => (error ? reject(error as Error) : resolve()));
    });
    await noteRefusedAddress(context, originOf(request, response), account);
    response.clearCookie(cookieName(context), { path: '/' });
    throw new DomainError('forbidden', message('requests.session_elsewhere'), {
      hint: message('requests.allowed_address'),
    });
  };
}
