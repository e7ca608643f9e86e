/** Why a ticket was called before the others, in one line for the clerk to repeat to the hall. */
import type { CallReason } from '../api/types';
import type { MessageKey, Params } from '../i18n/catalogue';

type Translate = (key: MessageKey, params?: Params) => string;

/** `picked` words a reason of the site's list. */
export function reasonLine(reason: CallReason, t: Translate, picked: (id: string) => string = (id) => id): string {
  if (reason.rule === 'resumed') return t('reason.resumed');
  if (reason.rule === 'out_of_order') return t('reason.picked', { reason: picked(reason.reason) });
  const lane = t(`lane.lower.${reason.lane}`);
  if (reason.weights.length < 2) return t('reason.only', { lane });
  const shares = reason.weights.map(([of, weight]) => `${weight} ${t(`lane.lower.${of}`)}`).join(' : ');
  return t('reason.turn', { shares, lane });
}
