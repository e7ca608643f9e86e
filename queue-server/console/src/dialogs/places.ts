/** Where a ticket can come out: the kiosks, each with how it is, and the desk itself. */
import type { BoardKiosk, SiteView } from '../api/types';
import { care, type Care } from '../lib/kiosks';
import { say, t } from '../state/lang.svelte';
import { live } from '../state/live.svelte';
import type { Choice } from './Choices.svelte';

export const HERE = 'here';
export const NONE = 'none';
const KIOSK = 'kiosk:';

/** As many as there are digits; the last two are the desk's own. */
const MOST = 8;

export function places(site: SiteView): Choice[] {
  const listed = live.kiosks.slice(0, MOST);
  const able = listed.find((kiosk) => !kiosk.blanked && troubles(kiosk, site)[0]?.urgency !== 'stop');
  const kiosks = listed.map((kiosk, at) => ({
    id: KIOSK + kiosk.name,
    digit: at + 1,
    title: t('print.at', { kiosk: kiosk.name }),
    note: howItIs(kiosk, site),
    likely: kiosk === able,
  }));
  const here = { id: HERE, digit: 9, title: t('print.here'), note: t('print.hereNote'), likely: able === undefined };
  return [...kiosks, here];
}

/** The kiosk of a choice, if it is one. */
export function kioskOf(choice: string): string | undefined {
  return choice.startsWith(KIOSK) ? choice.slice(KIOSK.length) : undefined;
}

/** In one word: what stops it, what will, or that it is ready. */
function howItIs(kiosk: BoardKiosk, site: SiteView): string {
  const waiting = kiosk.reprints?.length ?? 0;
  const worst = troubles(kiosk, site)[0];
  if (worst) return say(worst.what);
  if (waiting > 1) return t('print.full', { count: waiting });
  return kiosk.blanked ? t('kiosks.blanked').toLowerCase() : t('print.ready');
}

/** A kiosk that does not listen prints nothing, whatever the hour. */
function troubles(kiosk: BoardKiosk, site: SiteView): Care[] {
  const { connected, now } = live;
  return care(kiosk, { connected, now, offsetMin: site.utc_offset_min, officeOpen: true });
}
