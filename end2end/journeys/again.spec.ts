// Registering again: at once with the same address; with another one only when the old one agrees or the society helps.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  REGISTRATION_MAIL,
  apply,
  button,
  expectHeading,
  expectProblems,
  field,
  fillAccount,
  login,
  register,
  signIn,
} from "../fixtures/member.ts";
import type { Post } from "../fixtures/mail.ts";
import type { Person } from "../fixtures/people.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

const APPROVAL_MAIL = "マイページ登録の確認のお願い";

/** The same person with another address and password. */
function changed(who: Person): Person {
  return { ...who, email: `new-${who.email}`, password: `aki no sora ${who.number}` };
}

/** Registers again with the other address and confirms it there; the old address has not answered yet. */
async function confirmAgain(page: Page, post: Post, after: Person): Promise<void> {
  await apply(page, after);
  await expect(page.getByText("これまでのアドレスにも確認のメールをお送りしました")).toBeVisible();
  const { code } = await post.next(after.email, REGISTRATION_MAIL);
  await field(page, "確認コード").fill(code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "これまでのアドレスの承認を待っています");
}

test("the same address: the new password holds at once, other logins end", async ({ page, post, who, elsewhere }) => {
  const phone = await elsewhere();
  await register(phone, post, who);
  await signIn(phone, who);
  const after = { ...who, password: "haru no hikari 5" };
  await apply(page, after);
  await phone.reload();
  await expectHeading(phone, new RegExp(who.name));
  const { code } = await post.next(who.email, REGISTRATION_MAIL);
  await field(page, "確認コード").fill(code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
  await phone.reload();
  await expectHeading(phone, "ログイン");
  await signIn(page, after);
});

test("another address: nothing changes until the old one approves", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  const after = changed(who);
  const pc = await elsewhere();
  await confirmAgain(pc, post, after);
  await expectAccessible(pc);
  await signIn(page, who);

  const mail = await post.next(who.email, APPROVAL_MAIL);
  await page.goto(mail.link);
  await expectHeading(page, "メールアドレスの変更を承認しますか");
  await expectAccessible(page);
  await button(page, "承認する").click();
  await expectHeading(page, "承認しました");
  await login(page, who);
  await expect(page.locator("[data-error-summary]")).toContainText("メールアドレスかパスワードが違います");
  await signIn(page, after);
});

test("another address: the old one refuses, and further tries are turned away", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  const after = changed(who);
  const stranger = await elsewhere();
  await confirmAgain(stranger, post, after);
  const mail = await post.next(who.email, APPROVAL_MAIL);
  await page.goto(mail.link);
  await button(page, "拒否する").click();
  await expectHeading(page, "拒否しました");
  await signIn(page, who);
  await stranger.goto("/register");
  await fillAccount(stranger, { ...after, email: `third-${who.email}` });
  await button(stranger, "次へ進む").click();
  await expect(stranger).not.toHaveURL(/register\/sent/);
});

test("another address: a 登録コード of the society stands in for the old one", async ({
  page,
  post,
  who,
  elsewhere,
  society,
}) => {
  await register(await elsewhere(), post, who);
  const after = changed(who);
  await confirmAgain(page, post, after);
  await page.getByText("これまでのアドレスのメールを見られないとき").click();
  await field(page, "登録コード").fill("ABCD-2345-EFGH");
  await button(page, "登録コードで完了する").click();
  await expectProblems(page, /登録コードが違います/);
  const printed = await society.command("member", "code", "--symbol", who.symbol, "--number", who.number, "--branch", who.branch);
  const code = printed.match(/登録コード: (\S+)/)?.[1] ?? "";
  await field(page, "登録コード").fill(code.toLowerCase());
  await button(page, "登録コードで完了する").click();
  await expectHeading(page, "登録が完了しました");
  await signIn(page, after);
});
