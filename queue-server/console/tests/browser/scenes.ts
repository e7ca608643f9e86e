/** The hall as on the sample pictures: A015 at counter 3, eleven who wait, two on hold. */
import { MockServer } from './mock/server';

export async function busyHall(state: 'called' | 'serving' | 'free' | 'closed' = 'serving'): Promise<MockServer> {
  const server = new MockServer(state === 'called' ? '2019-08-01T02:12:22.000Z' : '2019-08-01T02:15:45.000Z');
  const { hall } = server;
  const a015 = hall.seed('A015', 'dat-dai', 25);
  hall.seed('E003', 'dat-dai', 32, { transferred: true });
  hall.seed('A019', 'dat-dai', 15, { lane: 'priority' });
  hall.seed('A016', 'dat-dai', 24);
  hall.seed('A017', 'dat-dai', 22);
  hall.seed('A021', 'dat-dai', 9, { lane: 'priority' });
  hall.seed('A009', 'dat-dai', 10, { lane: 'returning' });
  hall.seed('A018', 'dat-dai', 19);
  hall.seed('A020', 'dat-dai', 12);
  hall.seed('A022', 'dat-dai', 4, { lane: 'booked' });
  hall.seed('A023', 'dat-dai', 3);
  hall.seed('A024', 'dat-dai', 1);
  hall.seed('A006', 'dat-dai', 70, { state: 'parked', reason: 'thieu-ban-sao', parked_at: '2019-08-01T01:31:00Z' });
  hall.seed('A011', 'dat-dai', 60, { state: 'parked', reason: 'nop-le-phi', parked_at: '2019-08-01T02:02:00Z' });
  hall.seed('A004', 'dat-dai', 90, { state: 'no_show', called_at: '2019-08-01T01:20:00Z', calls: 3 });
  for (let n = 4; n <= 8; n++) hall.seed(`E00${n}`, 'xay-dung', n * 3);
  for (let n = 1; n <= 3; n++) hall.seed(`T05${n}`, 'tra-ket-qua', n * 2);
  others(server);
  if (state !== 'closed') hall.counterDeed('quay-3', 'open', {});
  if (state === 'called') hall.place(a015, 'quay-3', 'called', 18);
  if (state === 'serving') hall.place(a015, 'quay-3', 'serving', 204, 221);
  if (state === 'free' || state === 'closed') hall.tickets.set(a015.id, { ...a015, state: 'done' });
  await server.start();
  return server;
}

function others({ hall }: MockServer) {
  for (const n of [1, 2, 4, 6, 7]) hall.counterDeed(`quay-${n}`, 'open', {});
  hall.place(hall.seed('T050', 'tra-ket-qua', 12), 'quay-1', 'serving', 130);
  hall.place(hall.seed('B044', 'ho-tich', 20), 'quay-2', 'serving', 392);
  hall.place(hall.seed('A014', 'dat-dai', 28), 'quay-4', 'serving', 300);
  hall.counterDeed('quay-5', 'pause', { until: '2019-08-01T02:20:00Z' });
  hall.place(hall.seed('G019', 'ho-kinh-doanh', 10), 'quay-6', 'called', 12);
}

/** The same hall with its two kiosks: the first is out of paper and two people have none, the second is well. */
export async function hallWithKiosks(trouble = true): Promise<MockServer> {
  const server = await busyHall('serving');
  const { hall } = server;
  for (const name of ['Kiosk 1', 'Kiosk 2']) {
    hall.report(name, { last_print_at: '2019-08-01T02:14:10Z' });
    server.connect(name, true);
  }
  if (trouble) {
    hall.report('Kiosk 1', { printer_fault: 'paper-out', numbers_left: 182 });
    for (const number of ['E008', 'A024']) {
      const ticket = [...hall.tickets.values()].find((one) => one.number === number);
      if (ticket) hall.ticketDeed(ticket.id, 'print-failed', { fault: 'paper-out', kiosk: 'Kiosk 1' });
    }
  }
  return server;
}

/** The worst of days: long numbers, a long queue, many on hold, everything late. */
export async function crowdedHall(): Promise<MockServer> {
  const server = new MockServer('2019-08-01T04:05:00.000Z');
  const { hall } = server;
  const late = hall.seed('B1234', 'ho-tich', 150, { lane: 'returning', transferred: true, calls: 12 });
  const lanes = ['regular', 'priority', 'booked', 'returning'] as const;
  for (let n = 0; n < 60; n++) {
    const lane = lanes[n % 4] ?? 'regular';
    hall.seed(`B${1235 + n}`, n % 2 ? 'ho-tich' : 'chung-thuc', 140 - 2 * n, { lane, transferred: n % 4 === 0 });
  }
  const reasons = ['thieu-ban-sao', 'nop-le-phi', 'bo-sung-don', undefined];
  for (let n = 0; n < 12; n++) {
    const parked_at = new Date(Date.parse(server.now()) - n * 20 * 60_000).toISOString();
    hall.seed(`C10${10 + n}`, 'chung-thuc', 200, { state: 'parked', reason: reasons[n % 4], parked_at });
    hall.seed(`C20${10 + n}`, 'chung-thuc', 200, { state: 'no_show', called_at: parked_at, calls: 3 });
  }
  hall.counterDeed('quay-2', 'open', {});
  hall.counterDeed('quay-3', 'open', {});
  hall.bound.set(late.id, 'quay-3');
  hall.place(late, 'quay-3', 'serving', 4000, 4100);
  for (const ticket of [...hall.tickets.values()]) {
    // All of it at counter 3, where the pages of this test look.
    if (ticket.id !== late.id) hall.tickets.set(ticket.id, { ...ticket, service: 'dat-dai' });
  }
  await server.start();
  return server;
}

/** The same hall as an account of the land division sees it: two counters call it, one was answered, one call is over. */
export async function hallSupported(): Promise<MockServer> {
  const server = await busyHall('serving');
  server.unit = 'phong-tnmt';
  const { hall } = server;
  const ask = (counter: number, unit: string) => {
    const command_id = `0190c000-0000-7000-8000-00000000000${counter}`;
    hall.counterDeed(`quay-${counter}`, 'support', { command_id, unit });
    return command_id;
  };
  const over = ask(6, 'phong-tu-phap');
  hall.supportDeed(over, 'answer', 'lan');
  hall.supportDeed(over, 'end', 'lan');
  ask(2, 'phong-tu-phap');
  hall.supportDeed(ask(7, 'phong-ldtbxh'), 'answer', 'hoa');
  ask(4, 'phong-tnmt');
  return server;
}
