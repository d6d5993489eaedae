// 職員: the first day, every other day, the record, a lost phone.
import { expectAccessible } from "../fixtures/a11y.ts";
import { button, expectHeading, expectProblems, field } from "../fixtures/member.ts";
import { employ, enrol, firstDay, signInAtConsole, typePassword } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/test.ts";

test("the first day: start password, own password, authenticator", async ({ page, society }, { workerIndex }) => {
  const login = `hinata-${workerIndex}`;
  const start = await employ(society, login, "manager");
  await page.goto("/staff/audit");
  await expectHeading(page, "職員のログイン");
  await expectAccessible(page);
  await typePassword(page, login, "not it at all 1");
  await expectProblems(page, /ログインIDかパスワードが違います/);
  await expectAccessible(page);
  await typePassword(page, login, start);
  await expectHeading(page, "ご自身のパスワードを決めてください");
  await field(page, "現在のパスワード").fill(start);
  await field(page, "新しいパスワード").fill("short");
  await button(page, "パスワードを変更する").click();
  await expectProblems(page, /12文字以上/);
  await expectAccessible(page);
  await field(page, "現在のパスワード").fill(start);
  await field(page, "新しいパスワード").fill("aozora-to-kirin-3");
  await button(page, "パスワードを変更する").click();
  await expectHeading(page, "認証アプリを登録してください");
  await expect(page.getByRole("img", { name: "認証アプリで読み取るQRコード" })).toBeVisible();
  await field(page, "確認コード").fill("12");
  await button(page, "登録してログイン").click();
  await expectProblems(page, /確認コードは6けたの数字で/);
  await expectAccessible(page);
  await enrol(page);
  await expectHeading(page, /概要$/);
  await expectAccessible(page);
});

test("every other day, and what stands in the record", async ({ page, society }, { workerIndex }) => {
  const clerk = await firstDay(page, society, `kumoi-${workerIndex}`, "auditor");
  await button(page, "ログアウト").click();
  await expectHeading(page, "ログアウトしました");
  await expectAccessible(page);
  await signInAtConsole(page, clerk);
  await page.getByRole("navigation").getByRole("link", { name: "操作の記録" }).click();
  await expectHeading(page, "操作の記録");
  await expect(page.getByRole("row").filter({ hasText: clerk.login }).first()).toContainText("ログイン");
  await page.getByText("記録をさがす").click();
  await field(page, "記号").fill("12");
  await button(page, "さがす").click();
  await expectProblems(page, /番号を入力してください/);
  await expectAccessible(page);
  await page.goto("/staff/password");
  await expectAccessible(page);
});

test("a clerk does not read the record", async ({ page, society, complaints }, { workerIndex }) => {
  complaints.expect(/403 \(Forbidden\)/);
  await firstDay(page, society, `asahi-${workerIndex}`, "clerk");
  await expect(page.getByRole("link", { name: "操作の記録" })).toHaveCount(0);
  await page.goto("/staff/audit");
  await expectHeading(page, "この画面を使う権限がありません");
  await expectAccessible(page);
});

test("a lost phone: the old screen stops, a new authenticator is set up", async ({ page, society, elsewhere }, { workerIndex }) => {
  const clerk = await firstDay(page, society, `tsukumo-${workerIndex}`, "clerk");
  const said = await society.command("staff", "reset", clerk.login);
  const start = /最初のパスワード: (\S+)/.exec(said)?.[1] ?? "";
  await page.goto("/staff");
  await expectHeading(page, "職員のログイン");
  const pc = await elsewhere();
  await typePassword(pc, clerk.login, start);
  await field(pc, "現在のパスワード").fill(start);
  await field(pc, "新しいパスワード").fill("shizuka-na-mizuumi");
  await button(pc, "パスワードを変更する").click();
  await enrol(pc);
  await expectHeading(pc, /概要$/);
});
