// Everybody wants the same day, and a node is killed in the middle of it: as many bookings as places, no right used twice.
import { Society } from "../fixtures/app.ts";
import type { Database } from "../fixtures/database.ts";
import { examDay } from "../fixtures/day.ts";
import { Post } from "../fixtures/mail.ts";
import { Balancer, choose, runners, rush, type Runner } from "../fixtures/rush.ts";
import { Town } from "../fixtures/town.ts";
import { expect, test } from "../fixtures/test.ts";

const MEMBERS = 2_000;
const PLACES = 200;
const AT_ONCE = 64;
/** Killed when so many have their answer. */
const UNTIL_THE_KILL = 80;

for (const kind of ["postgres", "sqlite"] as const) {
  test(`${MEMBERS} members, ${PLACES} places, a kill -9: every answer holds @${kind} @once`, async () => {
    test.setTimeout(240_000);
    const post = new Post();
    await post.open();
    const society = await Society.found(kind, post.url);
    try {
      const nodes = [await society.node(society.port)];
      if (kind === "postgres") nodes.push(await society.node());
      const town = new Town(society.database);
      await town.found();
      const clinic = await town.clinic({ day: examDay(0), capacity: PLACES }, { day: examDay(1), capacity: MEMBERS });
      const [day, another] = clinic.places as [number, number];
      const members = await runners(society.database, MEMBERS, town.year);

      let answered = 0;
      let killed: Promise<unknown> | undefined;
      const kill = async () => {
        const [first, ...others] = nodes;
        await first!.end("SIGKILL");
        // where there was one node only, it is started again; where there were two, the other goes on alone
        nodes.splice(0, nodes.length, ...(others.length ? others : [await society.node(society.port)]));
      };
      const balancer = new Balancer(() => nodes);
      const outcomes = await rush(members, AT_ONCE, async (runner, n) => {
        const outcome = await balancer.book(runner, day, `stampede-${n}`);
        answered += 1;
        if (answered === UNTIL_THE_KILL) killed = kill();
        return outcome;
      });
      await killed;
      expect(balancer.broken, "the kill hit somebody").toBeGreaterThan(0);
      const count = (of: string) => outcomes.filter((outcome) => outcome === of).length;
      expect({ booked: count("booked"), full: count("full"), refused: count("refused") }).toEqual({
        booked: PLACES,
        full: MEMBERS - PLACES,
        refused: 0,
      });
      await expectSound(society.database, town);
      expect(await town.remaining(day)).toBe(0);
      expect(await confirmed(society.database, day)).toBe(PLACES);

      await test.step("who is booked says so again on the same key, and gets nothing on another", async () => {
        const booked = members.filter((_, n) => outcomes[n] === "booked").slice(0, 20);
        for (const { person } of booked) await choose(society.database, person, town.year);
        const again = await rush(booked, 20, (runner) => balancer.book(runner, day, `stampede-${members.indexOf(runner)}`));
        expect(new Set(again)).toEqual(new Set(["booked"]));
        const other = await rush(booked, 20, (runner) => balancer.book(runner, another, `second-${runner.person}`));
        expect(new Set(other)).toEqual(new Set(["refused"]));
      });

      await test.step("two tabs of one person at once: one of the two days at most", async () => {
        const rest = members.filter((_, n) => outcomes[n] === "full").slice(0, 40);
        const tabs = rest.flatMap((runner) => [runner, runner]);
        await rush(tabs, AT_ONCE, (runner, n) => balancer.book(runner, another, `tab-${n}`).catch(() => "refused"));
        await expectSound(society.database, town);
        expect(await confirmed(society.database, another)).toBe(rest.length);
      });

      await test.step("cancellations give the places back, each once", async () => {
        const booked = members.filter((_, n) => outcomes[n] === "booked").slice(0, 30);
        await rush(booked.flatMap((runner) => [runner, runner]), AT_ONCE, (runner) => cancel(society.database, balancer, runner, day));
        expect(await town.remaining(day)).toBe(30);
        expect(await confirmed(society.database, day)).toBe(PLACES - 30);
        await expectSound(society.database, town);
      });
    } finally {
      await society.dissolve();
      await post.close();
    }
  });
}

async function confirmed(database: Database, place: number): Promise<number> {
  return database.number("SELECT COUNT(*) FROM booking WHERE place_id = $1 AND state = 'confirmed'", place);
}

async function cancel(database: Database, balancer: Balancer, runner: Runner, place: number): Promise<void> {
  const sql = "SELECT id FROM booking WHERE person_id = $1 AND place_id = $2 AND state IN ('confirmed', 'cancelled')";
  const [row] = await database.ask(sql, runner.person, place);
  await balancer.ask(runner, "/api/checkup/cancel", { booking_id: String(row?.id) });
}

/** What holds at every moment: places add up, and nobody has used a right twice. */
async function expectSound(database: Database, town: Town): Promise<void> {
  expect(await town.unaccounted(), "places that do not add up").toBe(0);
  const twice = `SELECT COUNT(*) FROM (SELECT person_id FROM booking WHERE state IN ('confirmed', 'done')
    GROUP BY person_id, fiscal_year, right_group HAVING COUNT(*) > 1) t`;
  expect(await database.number(twice), "rights used twice").toBe(0);
  expect(await database.number("SELECT COUNT(*) FROM booking WHERE state = 'held'"), "holds left behind").toBe(0);
}
