/** Globals of AdminJS's bundles that come without types. */
import * as styled from '@adminjs/design-system/styled-components';
import type { ComponentType, ReactElement, ReactNode } from 'react';

declare global {
  interface Window {
    REDUX_STATE?: unknown;
    THEME?: object;
    AdminJS?: {
      Application?: ReactElement;
      UserComponents?: Record<string, ComponentType<never>>;
    };
    createRoot?: (element: Element) => { render: (tree: ReactElement | undefined) => void };
    __webpack_nonce__?: string;
  }
}

export const { ThemeProvider } = styled as unknown as {
  ThemeProvider: ComponentType<{ theme: () => object; children: ReactNode }>;
};
