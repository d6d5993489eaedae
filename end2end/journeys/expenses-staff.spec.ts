// The desk of 医療費: a file from the disk to the members' pages and back, rows without a person, 不開示, who may look.
import { expectAccessible } from "../fixtures/a11y.ts";
import { expenseRow, sendRows, settled } from "../fixtures/expense-files.ts";
import { button, expectHeading, expectProblems, field } from "../fixtures/member.ts";
import type { Person } from "../fixtures/people.ts";
import { hire } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({ viewport: { width: 1280, height: 800 } });

test("a file is checked, loaded, its orphan settled, published and taken back", async ({ page, family, society }) => {
  test.slow();
  const [her, him] = family("insured", "spouse") as [Person, Person];
  await hire(page, society, "manager");
  await sendRows(page, "8月分", [expenseRow(her, "あおぞら内科"), expenseRow({ ...him, born: "1901-01-01" }, "ひかり歯科")]);
  const at = new URL(page.url()).pathname;
  await expect(page.locator("main")).toContainText("確認済み");
  await expect(page.locator("main")).toContainText("20,000円");
  await expectAccessible(page);

  await test.step("load, without anybody seeing a row", async () => {
    await button(page, "取り込む").click();
    await settled(page);
    await expect(page.locator("main")).toContainText("取込済み");
  });

  await test.step("the row nobody was known for is his", async () => {
    await page.getByRole("link", { name: "持ち主のわからない行を見る" }).click();
    await expectHeading(page, /持ち主のわからない行$/);
    await expectAccessible(page);
    const row = page.getByRole("row").filter({ hasText: him.name });
    await row.getByRole("button", { name: "この人の行にする" }).click();
    await expect(page.getByText("その人の行にしました。")).toBeVisible();
    await expect(page.getByText("決めていない行はありません。")).toBeVisible();
  });

  await test.step("a day in the past is refused where it was typed", async () => {
    await page.goto(at);
    await field(page, "公開日").fill("2020-01-01");
    await button(page, "公開日を決める").click();
    await expectProblems(page, "公開日は今日か、今日より後の日にしてください");
    await expectAccessible(page);
  });

  await test.step("publish, and take back after being asked once more", async () => {
    await button(page, "今すぐ公開する").click();
    await expect(page.getByText("公開しました。", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: "取り消す" }).click();
    await expectHeading(page, /まるごと取り消しますか$/);
    await expect(page.locator("main")).toContainText("2行");
    await expectAccessible(page);
    await button(page, "取り消す").click();
    await expect(page.getByText("まるごと取り消しました。")).toBeVisible();
  });
});

test("不開示 is set on a page that says what it does; on a phone, by keyboard", async ({ page, family, society }) => {
  const [her] = family("insured", "spouse") as [Person, Person];
  await hire(page, society, "manager");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/staff/expenses/family");
  await expect(page.getByText("だれかが不開示かどうかは、だれにも答えないでください")).toBeVisible();
  await field(page, "記号").fill(her.symbol);
  await field(page, "番号").fill(her.number);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row").filter({ hasText: her.kana })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("row").filter({ hasText: her.kana }).getByRole("link", { name: "不開示にする" }).press("Enter");
  await expectHeading(page, /不開示にする$/);
  await expectAccessible(page);
  await button(page, "不開示にする").press("Enter");
  await expect(page.getByText("不開示にしました。")).toBeVisible();
  expect(page.url()).not.toContain(her.number);
  await expect(page.getByRole("row").filter({ hasText: her.kana })).toContainText("不開示をやめる");
});

test("a clerk sees nothing of it; an auditor sees counts and nobody's rows", async ({ page, society, complaints }) => {
  complaints.expect(/403 \(Forbidden\)/);
  await hire(page, society, "auditor");
  await page.goto("/staff/expenses");
  await expectHeading(page, /取り込みと公開$/);
  await expect(page.locator("main").getByRole("button")).toHaveCount(0);
  await expectAccessible(page);
  expect((await page.goto("/staff/expenses/family"))?.status()).toBe(403);
  await page.context().clearCookies();
  await hire(page, society, "clerk");
  await expect(page.locator("main")).not.toContainText("医療費");
  expect((await page.goto("/staff/expenses"))?.status()).toBe(403);
});
