/**
 * The reception desk: the ticket that was looked up or just issued, kept true by events, and those before it. It
 * outlives its page, so that a look at the kiosks does not lose the citizen who stands there.
 */
import { api } from '../api/client';
import type { SiteView, TicketView } from '../api/types';
import type { Message } from '../i18n/catalogue';
import { sought } from '../lib/scan';
import { concernsTicket } from '../lib/stream';
import { Fresh } from './fresh.svelte';
import { Hands, troubleOf } from './hands.svelte';
import { t, text } from './lang.svelte';
import { live } from './live.svelte';

/** Tickets that stay at hand below the one that is shown. */
const RECENT = 7;

export interface Recent {
  id: string;
  number: string;
  service: string;
}

class Reception extends Hands {
  recent = $state.raw<readonly Recent[]>([]);
  /** What was done last, in words, until the next thing is done. */
  done = $state.raw<Message>();
  looking = $state(false);

  #shown = $state.raw<Fresh<TicketView>>();
  #asked = 0;

  constructor() {
    super();
    live.listen({
      event: (event) => {
        const view = this.ticket;
        if (view && concernsTicket(event, view.id, view.service)) this.#shown?.need(event.seq);
      },
      regained: () => void this.#shown?.refresh(),
      signal: () => this.#shown?.catchUp(),
    });
  }

  /** The ticket on the desk. */
  get ticket(): TicketView | undefined {
    return this.#shown?.value;
  }

  /** Finds what was typed or scanned. Nothing found is said in words, and what is shown stays. */
  async find(text: string, site: SiteView) {
    const asked = ++this.#asked;
    const what = sought(text, site.ticket.follow_url, site.neighbours ?? []);
    this.done = undefined;
    this.trouble = undefined;
    if (what.kind === 'unknown') return this.#say('find.unknown');
    if (what.kind === 'elsewhere') return this.#elsewhere(site, what.at);
    this.looking = true;
    try {
      const found = what.kind === 'ticket' ? await api.ticket(what.id) : (await api.byNumber(what.number))[0];
      if (asked !== this.#asked) return;
      if (found) this.show(found);
      else if (what.kind === 'number') this.#say('find.none', { ticket: what.number });
    } catch (error) {
      if (asked === this.#asked) this.trouble = troubleOf(error);
    } finally {
      if (asked === this.#asked) this.looking = false;
    }
  }

  /** Puts a ticket on the desk. */
  show(ticket: TicketView) {
    this.#shown?.stop();
    const fresh = new Fresh(() => api.ticket(ticket.id));
    fresh.value = ticket;
    this.#shown = fresh;
    const { id, number, service } = ticket;
    this.recent = [{ id, number, service }, ...this.recent.filter((one) => one.id !== id)].slice(0, RECENT);
  }

  /** Nobody stands at the desk. */
  clear() {
    this.#shown?.stop();
    this.#shown = undefined;
    this.trouble = undefined;
    this.done = undefined;
  }

  /** Somebody else signs in: the desk is empty. */
  forget() {
    this.clear();
    this.recent = [];
  }

  protected override async refreshed() {
    await this.#shown?.refresh();
  }

  #elsewhere(site: SiteView, at: number) {
    const name = site.neighbours?.[at]?.name;
    if (name) this.trouble = { title: t('find.elsewhere', { name: text(name) }), detail: t('find.elsewhereDetail') };
  }

  #say(key: 'find.unknown' | 'find.none', params: Message['params'] = {}) {
    this.trouble = { title: { key, params }, detail: { key: `${key}Detail` } };
  }
}

export const reception = new Reception();
