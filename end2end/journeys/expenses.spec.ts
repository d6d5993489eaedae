// 医療費のお知らせ: the second step, the family, a year of rows.
import { expectAccessible } from "../fixtures/a11y.ts";
import { CODE_MAIL, EXPENSES, NOTICE, VERIFY, firstVisit, prove, publish, usual } from "../fixtures/expenses.ts";
import { button, expectHeading, expectProblems, field, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("a code by mail opens the rows; a wrong one does not", async ({ page, post, who, society }) => {
  const { year, month } = usual();
  await publish(society.database, { who, year, month, institution: "架空みなと内科", own: 3_000, reference: `${who.number}-1` });
  await register(page, post, who);
  await signIn(page, who);
  await page.getByRole("link", { name: EXPENSES }).click();
  await expectHeading(page, VERIFY);
  await expectAccessible(page);
  await button(page, "確認コードをメールで送る").click();
  const { code } = await post.next(who.email, CODE_MAIL);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  await field(page, "確認コード").fill(wrong);
  await button(page, "確認して進む").click();
  await expectProblems(page, /確認コードが違います/);
  await expectAccessible(page);
  await field(page, "確認コード").fill(code);
  await button(page, "確認して進む").click();
  await expectHeading(page, NOTICE);
  await expectAccessible(page);
  await button(page, "自分の分だけ見る").click();
  await expectHeading(page, EXPENSES);
  await expect(page.getByText("架空みなと内科")).toBeVisible();
  await expectAccessible(page);
});

test("husband and wife see each other's rows until one objects", async ({ page, post, family, society, elsewhere }) => {
  const [wife, husband] = family("insured", "spouse");
  const { year, month } = usual();
  const row = { year, month };
  await publish(
    society.database,
    { ...row, who: wife!, institution: "架空みどり歯科", own: 1_200, reference: `${wife!.number}-1` },
    { ...row, who: husband!, institution: "架空けやき病院", own: 40_000, meals: 4_600, reference: `${wife!.number}-2` },
    { ...row, who: husband!, institution: "架空さくら薬局", own: 900, reference: `${wife!.number}-3` },
    { ...row, who: husband!, institution: "", own: 0, reference: `${wife!.number}-3`, kind: "withdrawal" },
  );
  const pc = await elsewhere();
  for (const [tab, who] of [
    [page, wife!],
    [pc, husband!],
  ] as const) {
    await register(tab, post, who);
    await signIn(tab, who);
    await firstVisit(tab, post, who);
  }
  await expect(page.locator("main")).toContainText("架空けやき病院");
  await expect(page.locator("main")).toContainText("41,200円");
  await expect(page.getByText("取り消されたため、合計に入っていません。")).toBeVisible();
  await page.getByLabel("受診者").selectOption({ label: wife!.name });
  await button(page, "表示する").click();
  await expect(page.locator("main")).not.toContainText("架空けやき病院");
  await expect(page.locator("main")).toContainText("1,200円");
  await pc.getByRole("link", { name: "家族の表示を変える" }).click();
  await button(pc, "自分の医療費を家族に見せない").click();
  await expect(pc.getByText("変更を保存しました。")).toBeVisible();
  await expectAccessible(pc);
  await page.goto("/expenses");
  await expectHeading(page, EXPENSES);
  await expect(page.locator("main")).not.toContainText("架空けやき病院");
  await expect(page.locator("main")).not.toContainText(husband!.name);
  await pc.goto("/expenses");
  await expect(pc.locator("main")).toContainText("架空けやき病院");
});

test("another login asks for another code, and leads back to where one was", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  await signIn(page, who);
  await firstVisit(page, post, who, "自分の分だけ見る");
  await expect(page.getByText("まだ明細がありません")).toBeVisible();
  await expectAccessible(page);
  const pc = await elsewhere();
  await signIn(pc, who);
  await pc.goto("/expenses/family");
  await prove(pc, post, who);
  await expectHeading(pc, NOTICE);
  await expect(pc).toHaveURL(/\/expenses\/family$/);
});
