/** The few pages of the console, as addresses that survive a reload. */
export type Page =
  | { name: 'counters' }
  | { name: 'desk'; counter: string }
  | { name: 'reception' }
  | { name: 'paper'; ticket: string }
  | { name: 'kiosks' }
  | { name: 'support' }
  | { name: 'users' }
  | { name: 'setup' };

class Route {
  page = $state.raw<Page>(read(location.pathname));

  constructor() {
    addEventListener('popstate', () => (this.page = read(location.pathname)));
  }

  go(page: Page) {
    history.pushState(null, '', path(page));
    this.page = page;
  }
}

function read(pathname: string): Page {
  const [first, second] = pathname.split('/').filter(Boolean);
  if (first === 'counters' && second) return { name: 'desk', counter: decodeURIComponent(second) };
  if (first === 'paper' && second) return { name: 'paper', ticket: second };
  const plain = (['reception', 'kiosks', 'support', 'users', 'setup'] as const).find((name) => name === first);
  if (plain) return { name: plain };
  return { name: 'counters' };
}

function path(page: Page): string {
  switch (page.name) {
    case 'desk':
      return `/counters/${encodeURIComponent(page.counter)}`;
    case 'paper':
      return `/paper/${page.ticket}`;
    case 'counters':
      return '/';
    default:
      return `/${page.name}`;
  }
}

export const route = new Route();
