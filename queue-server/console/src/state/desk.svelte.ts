/** One counter: what it looks like now, and the commands that its clerk gives. */
import { api } from '../api/client';
import type { CounterConfig, CounterDesk } from '../api/types';
import { concerns } from '../lib/stream';
import { instant } from '../lib/time';
import { Fresh } from './fresh.svelte';
import { Hands } from './hands.svelte';
import { live } from './live.svelte';

export class Desk extends Hands {
  #fresh: Fresh<CounterDesk>;
  #epoch = $state(-1);
  #unlisten: () => void;

  constructor(config: CounterConfig) {
    super();
    this.#fresh = new Fresh(async () => {
      const epoch = live.epoch;
      const desk = await api.desk(config.id);
      this.#epoch = epoch;
      return desk;
    });
    this.#unlisten = live.listen({
      event: (event) => concerns(event, config.id, config.serves) && this.#fresh.need(event.seq),
      regained: () => void this.#fresh.refresh(),
      signal: () => this.#fresh.catchUp(),
    });
    void this.#fresh.refresh();
  }

  get view(): CounterDesk | undefined {
    return this.#fresh.value;
  }

  /** Why the counter could not be fetched. */
  get failure(): unknown {
    return this.#fresh.failure;
  }

  /** Whether the screen shows the past: no connection, or not yet fetched since it came back. */
  override get stale(): boolean {
    return live.status !== 'live' || this.#epoch !== live.epoch || this.#fresh.failure !== undefined;
  }

  /** The instant at which the screen is true. */
  get asOf(): number {
    const at = this.view ? instant(this.view.at) : 0;
    if (!this.stale) return Math.max(live.now, at);
    return this.#fresh.behind ? at : Math.max(at, live.asOf);
  }

  stop() {
    this.#unlisten();
    this.#fresh.stop();
  }

  protected override refreshed(): Promise<void> {
    return this.#fresh.refresh();
  }
}
