/** The shapes of the API, generated from the server's own description: `npm run generate`. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Actor = Schemas['Actor'];
export type Board = Schemas['Board'];
export type BoardCounter = Schemas['BoardCounter'];
export type BoardKiosk = Schemas['BoardKiosk'];
export type CallReason = Schemas['CallReason'];
export type CounterConfig = Schemas['CounterConfig'];
export type CounterDesk = Schemas['CounterDesk'];
export type Event = Schemas['Event'];
export type Explanation = Schemas['Explanation'];
export type HelpKind = Schemas['HelpKind'];
export type Intent = Schemas['Intent'];
export type KioskOrder = Schemas['KioskOrder'];
export type KioskReport = Schemas['KioskReport'];
export type Lane = Schemas['Lane'];
export type Lang = Schemas['Lang'];
export type OpenState = Schemas['OpenState'];
export type Problem = Schemas['Problem'];
export type Role = Schemas['Role'];
export type Service = Schemas['Service'];
export type ServiceWait = Schemas['ServiceWait'];
export type SessionView = Schemas['SessionView'];
export type SiteView = Schemas['SiteView'];
export type Staff = Schemas['Staff'];
export type Text = Schemas['Text'];
export type Support = Schemas['Support'];
export type TicketView = Schemas['TicketView'];
export type TimeSignal = Schemas['TimeSignal'];
export type Unit = Schemas['Unit'];
export type WaitView = Schemas['WaitView'];
export type Waits = Schemas['Waits'];
