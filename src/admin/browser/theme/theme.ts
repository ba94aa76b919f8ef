/** The design system's theme, from the custom properties of palette.css. */
import { combineStyles, type ThemeOverride } from '@adminjs/design-system';

const colors = {
  border: 'border',
  text: 'text',
  primary100: 'accent',
  primary80: 'accent',
  primary60: 'input-border',
  primary40: 'border',
  primary20: 'accent-soft',
  accent: 'accent',
  grey100: 'text',
  grey80: 'text-soft',
  grey60: 'muted',
  grey40: 'input-border',
  grey20: 'subtle',
  white: 'on-accent',
  black: 'text',
  errorDark: 'danger',
  error: 'danger',
  errorLight: 'bad-bg',
  successDark: 'good',
  success: 'good',
  successLight: 'good-bg',
  warningDark: 'warn',
  warning: 'warn',
  warningLight: 'warn-bg',
  infoDark: 'info',
  info: 'info',
  infoLight: 'info-bg',
  bg: 'bg',
  filterBg: 'surface',
  container: 'surface',
  sidebar: 'surface',
  inputBorder: 'input-border',
  separator: 'border',
  highlight: 'subtle',
  love: 'accent',
} as const;

/**
 * Builds the design system's theme from the present colours. Each switch needs a new one: the design
 * system computes with the colours themselves.
 */
export function designTheme(): ReturnType<typeof combineStyles> {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const border = `1px solid ${value('border')}`;
  const override: ThemeOverride = {
    colors: Object.fromEntries(Object.entries(colors).map(([key, name]) => [key, value(name)])),
    borders: { input: `1px solid ${value('input-border')}`, bg: border, default: border },
    shadows: {
      card: `0 1px 3px ${value('shadow')}`,
      cardHover: `0 2px 8px ${value('shadow')}`,
      drawer: `-2px 0 12px ${value('shadow')}`,
      login: `0 8px 24px ${value('shadow')}`,
    },
    sizes: { sidebarWidth: '248px', navbarHeight: '56px' },
  };
  return Object.assign(combineStyles(override), {
    font: value('font'),
    // The menu stays in sight from 1025 pixels on.
    breakpoints: ['577px', '769px', '1024px', '1025px'],
  });
}
