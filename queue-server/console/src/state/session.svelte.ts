/** Who is signed in, and the site they work for. */
import { api, onUnauthorised } from '../api/client';
import { ProblemError } from '../api/problem';
import type { SessionView, SiteView } from '../api/types';
import { live } from './live.svelte';
import { reception } from './reception.svelte';

class Session {
  /** Not known yet, nobody, or this account. */
  status = $state<'unknown' | 'out' | 'in'>('unknown');
  view = $state.raw<SessionView>();
  site = $state.raw<SiteView>();
  /** The session ended by itself, which the sign-in page should say. */
  ended = $state(false);
  failure = $state.raw<unknown>();

  constructor() {
    onUnauthorised(() => this.#end());
    live.listen({
      event: (event) => event.type === 'site-configured' && void this.#loadSite(),
      regained: () => void this.#loadSite(),
      refused: () => this.status === 'in' && void this.check(),
    });
  }

  /** Asks the server whether the cookie still holds. */
  async check() {
    try {
      await this.#enter(await api.session());
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) this.#end();
      else this.failure = error;
    }
  }

  async signIn(name: string, password: string) {
    await this.#enter(await api.signIn(name, password));
    this.ended = false;
  }

  async signOut() {
    this.ended = false;
    await api.signOut();
    this.#leave();
  }

  async #enter(view: SessionView) {
    this.view = view;
    this.failure = undefined;
    if (!this.site) this.site = await api.site();
    this.status = 'in';
    live.start();
  }

  /** Whether orders to kiosks are this account's to give. */
  get commands(): boolean {
    return this.view?.role === 'supervisor' || this.view?.role === 'admin';
  }

  async #loadSite() {
    try {
      const site = await api.site();
      if (!this.site || site.seq >= this.site.seq) this.site = site;
    } catch {
      // The next connection asks again; until then the old site is shown as everything else, dated.
    }
  }

  #end() {
    this.ended ||= this.status === 'in';
    this.#leave();
  }

  #leave() {
    this.status = 'out';
    this.view = undefined;
    this.site = undefined;
    reception.forget();
    live.stop();
  }
}

export const session = new Session();
