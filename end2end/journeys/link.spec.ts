// The mailed link where it was not asked for: another browser, a mail scanner, a damaged copy.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  REGISTRATION_MAIL,
  apply,
  button,
  expectHeading,
  expectProblems,
  field,
  openLink,
  signIn,
} from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("in another browser the link asks for the password chosen", async ({ page, post, who, elsewhere }) => {
  await apply(page, who);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  const pc = await elsewhere();
  await pc.goto(mail.link);
  await expectHeading(pc, /登録した方ご本人の確認/);
  await expectAccessible(pc);
  await field(pc, "登録のときに決めたパスワード").fill("not the password 1");
  await pc.locator("form", { hasText: "登録のときに決めたパスワード" }).getByRole("button", { name: "登録を完了する" }).click();
  await expectProblems(pc, /登録のときに決めたパスワードが違います/);
  await field(pc, "登録のときに決めたパスワード").fill(who.password);
  await pc.locator("form", { hasText: "登録のときに決めたパスワード" }).getByRole("button", { name: "登録を完了する" }).click();
  await expectHeading(pc, "登録が完了しました");
  await signIn(page, who);
});

test("in another browser a new password can be set by who knows the birth date", async ({ page, post, who, elsewhere }) => {
  await apply(page, who);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  const pc = await elsewhere();
  await pc.goto(mail.link);
  await pc.getByText("パスワードがわからないとき").click();
  await field(pc, "生年月日").fill("1901-01-01");
  await field(pc, "新しいパスワード").fill("atarashii kagi 9");
  await button(pc, "新しいパスワードで登録を完了する").click();
  await expectProblems(pc, /生年月日が違います/);
  await expect(field(pc, "生年月日")).toHaveValue("1901-01-01");
  await field(pc, "生年月日").fill(who.born);
  await field(pc, "新しいパスワード").fill("atarashii kagi 9");
  await button(pc, "新しいパスワードで登録を完了する").click();
  await expectHeading(pc, "登録が完了しました");
  await signIn(page, { ...who, password: "atarashii kagi 9" });
});

test("whoever got the mail by mistake ends the registration", async ({ page, post, who, elsewhere }) => {
  await apply(page, who);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  const stranger = await elsewhere();
  await stranger.goto(mail.link);
  await stranger.getByText("このメールに心当たりがないとき").click();
  await button(stranger, "この登録を取り消す").click();
  await expectHeading(stranger, "この登録は取り消されました");
  await page.goto(mail.link);
  await expectHeading(page, "この登録は取り消されました");
});

test("a mail scanner completes nothing, even one that runs scripts", async ({
  page,
  post,
  who,
  elsewhere,
  request,
  javaScriptEnabled,
}) => {
  await apply(page, who);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  for (const answer of [await request.get(mail.link), await request.head(mail.link), await request.get(mail.link)]) {
    expect(answer.status()).toBe(200);
  }
  const scanner = await elsewhere({ javaScriptEnabled: true });
  await scanner.goto(mail.link, { waitUntil: "networkidle" });
  await expectHeading(scanner, /登録した方ご本人の確認/);
  await page.goto("/register/sent");
  await expectHeading(page, /確認のメールをお送りしました/);
  await openLink(page, mail, javaScriptEnabled !== false);
});

test("a link that was cut off says so, and where else to go", async ({ page, post, who }) => {
  await apply(page, who);
  const mail = await post.next(who.email, REGISTRATION_MAIL);
  await page.goto(mail.link.slice(0, -7));
  await expectHeading(page, "URLが途中で切れているようです");
  await expectAccessible(page);
  await page.getByRole("link", { name: "確認コードの入力画面へ" }).click();
  await expect(field(page, "確認コード")).toBeVisible();
});
