// A file of 医療費 rows on the command line, and the process that reads it killed: members see nothing of it, and in the end every row is
// there once.
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Society } from "../fixtures/app.ts";
import type { Database } from "../fixtures/database.ts";
import { expenseRow } from "../fixtures/expense-files.ts";
import { firstVisit } from "../fixtures/expenses.ts";
import { expectHeading, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

/** More rows than are sorted at once (server/expense/import/work.rs), so that some are in long before the last. */
const MEMBERS = 10_000;
const MONTHS = 12;
const CLINIC = "みなと内科クリニック";
/** Where each row's cells of interest stand. */
const [TOTAL, OWN] = [10, 17];
/** The node looks every 20 s (server/jobs/expense.rs). */
const LOOK_MS = 60_000;

test("an import is killed at every stage: nobody sees half of it, and again it is whole @once", async ({
  browser,
  complaints,
  database: kind,
  post,
  somebody,
}) => {
  test.setTimeout(420_000);
  const society = await Society.found(kind, post.url);
  const { database } = society;
  const who = somebody();
  const node = await society.node(society.port);
  const context = await browser.newContext({ baseURL: node.url });
  complaints.listen(context, () => [node.url]);
  const page = await context.newPage();
  const seesNothing = async () => {
    await page.goto("/expenses");
    await expect(page.getByText("まだ明細がありません")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(CLINIC);
  };
  try {
    await register(page, post, who);
    await signIn(page, who);
    await firstVisit(page, post, who);
    await seesNothing();
    const path = await file(society, expenseRow(who, CLINIC));
    const rows = await sums(path);
    expect(rows.count).toBeGreaterThan(100_000);

    await test.step("killed while the file is checked", async () => {
      await killed(society.begin("expenses", "import", path), database, "SELECT COUNT(*) FROM expense_batch WHERE state = 'checking'");
      expect(await counted(database)).toBe(0);
      await seesNothing();
      await cleaned(database);
    });

    await test.step("killed while rows go in", async () => {
      await killed(society.begin("expenses", "import", path, "--publish"), database, "SELECT COUNT(*) FROM expense");
      const found = await counted(database);
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThan(rows.count);
      expect(await states(database)).toEqual(["failed", "loading"]);
      await seesNothing();
      // whoever killed it may still be alive for all anybody knows: a minute long nobody else puts the same file in
      await expect(society.command("expenses", "import", path)).rejects.toThrow(/取り込み済み/);
      await cleaned(database);
      expect(await counted(database), "rows of the killed one").toBe(0);
      await seesNothing();
    });

    await test.step("killed once they are in, before they are published or just after", async () => {
      const loaded = "SELECT COUNT(*) FROM expense_batch WHERE state IN ('loaded', 'published')";
      await killed(society.begin("expenses", "import", path, "--publish"), database, loaded);
      // whole either way, and published whole or not at all
      await expectWhole(database, rows);
      const [batch] = await database.ask("SELECT id, state FROM expense_batch WHERE state IN ('loaded', 'published')");
      if (batch?.state === "loaded") {
        await seesNothing();
        await society.command("expenses", "publish", String(batch.id));
      }
      await page.goto("/expenses");
      await expect(page.locator("main")).toContainText(CLINIC);
      await society.command("expenses", "undo", String(batch?.id));
      await seesNothing();
      expect(await counted(database)).toBe(0);
    });

    await test.step("the same file once more, undisturbed", async () => {
      await society.command("expenses", "import", path, "--publish");
      await expectWhole(database, rows);
      await page.goto("/expenses");
      await expectHeading(page, "医療費のお知らせ");
      await expect(page.locator("main").getByText(CLINIC)).toHaveCount(1);
    });
  } finally {
    await context.close();
    await society.dissolve();
  }
});

/** A file of fictitious people, all on the roster, and one row more at its beginning. */
async function file(society: Society, first: string): Promise<string> {
  const who = ["--members", String(MEMBERS), "--seed", "9"];
  const people = await society.command("roster", "generate", ...who);
  await society.command("roster", "import", await society.file("people.csv", people));
  const rows = await society.command("expenses", "generate", ...who, "--months", String(MONTHS));
  const end = rows.indexOf("\n") + 1;
  return society.file("rows.csv", `${rows.slice(0, end)}${first}\r\n${rows.slice(end)}`);
}

interface Sums {
  count: number;
  total: number;
  own: number;
}

/** What a file sums up to. */
async function sums(path: string): Promise<Sums> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/).slice(1).filter(Boolean);
  const sum = (at: number) => lines.reduce((sum, line) => sum + Number(line.split(",")[at]), 0);
  return { count: lines.length, total: sum(TOTAL), own: sum(OWN) };
}

/** Kills an import as soon as a count in the database is above none. */
async function killed(child: ChildProcess, database: Database, count: string): Promise<void> {
  const ended = once(child, "exit");
  while ((await database.number(count)) === 0) {
    expect(child.exitCode, "the import ended before it was killed").toBeNull();
    await new Promise((soon) => setTimeout(soon, 1));
  }
  child.kill("SIGKILL");
  await ended;
  expect(child.signalCode).toBe("SIGKILL");
}

/** Lets the killed process's minute pass, and waits until the node has looked. */
async function cleaned(database: Database): Promise<void> {
  await database.ask("UPDATE expense_batch SET lease_until = 1 WHERE state IN ('checking', 'loading')");
  const left = "SELECT (SELECT COUNT(*) FROM expense_batch WHERE state <> 'failed' AND state <> 'refused') + (SELECT COUNT(*) FROM expense)";
  await expect.poll(() => database.number(left), { timeout: LOOK_MS }).toBe(0);
}

/** Rows that are in, those without a person among them. */
async function counted(database: Database): Promise<number> {
  return database.number("SELECT (SELECT COUNT(*) FROM expense) + (SELECT COUNT(*) FROM expense_orphan)");
}

async function states(database: Database): Promise<unknown[]> {
  return (await database.ask("SELECT state FROM expense_batch ORDER BY id")).map((row) => row.state);
}

/** Every row of the file once, under numbers without a gap. */
async function expectWhole(database: Database, rows: Sums): Promise<void> {
  expect(await counted(database)).toBe(rows.count);
  const orphans = await database.ask("SELECT id, row_json FROM expense_orphan");
  const cared = orphans.map((orphan) => JSON.parse(String(orphan.row_json)).amounts as { total: number; own: number });
  const [found] = await database.ask("SELECT SUM(total) AS total, SUM(own) AS own, MIN(id) AS low, MAX(id) AS high FROM expense");
  const [total, own] = [cared.reduce((sum, { total }) => sum + total, 0), cared.reduce((sum, { own }) => sum + own, 0)];
  expect({ total: Number(found?.total) + total, own: Number(found?.own) + own }).toEqual({ total: rows.total, own: rows.own });
  const ids = orphans.map((orphan) => Number(orphan.id));
  const span = Math.max(Number(found?.high), ...ids) - Math.min(Number(found?.low), ...ids) + 1;
  expect(span, "numbers in a row").toBe(rows.count);
}
