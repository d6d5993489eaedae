// The other mail server says no, or not now.
import { expectAccessible } from "../fixtures/a11y.ts";
import { REGISTRATION_MAIL, apply, button, expectHeading, expectMailState, expectProblems, field } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("a refused address is said to be refused, and corrected", async ({ page, post, who }) => {
  post.refuse(who.email, 550);
  await apply(page, who);
  await expectMailState(page, "相手のメールサーバーに断られました");
  await expect(page.getByText("(相手サーバーの応答：550)")).toBeVisible();
  await expectAccessible(page);

  await field(page, "正しいメールアドレス").fill("typo＠");
  await button(page, "このアドレスに送り直す").click();
  await expectProblems(page, /正しいメールアドレスは「hanako@example.jp」のような形で/);
  await expect(field(page, "正しいメールアドレス")).toHaveValue("typo＠");
  const right = `right-${who.email}`;
  await field(page, "正しいメールアドレス").fill(right);
  await button(page, "このアドレスに送り直す").click();
  const { code } = await post.next(right, REGISTRATION_MAIL);
  await expect(page.getByText(right)).toBeVisible();
  await field(page, "確認コード").fill(code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
});

test("a mail that cannot be taken now is sent again by itself", async ({ page, post, who }) => {
  post.refuse(who.email, 450);
  await apply(page, who);
  await expectMailState(page, "自動で送り直します");
  const { code } = await post.next(who.email, REGISTRATION_MAIL);
  await field(page, "確認コード").fill(code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
  expect(post.to(who.email).filter((mail) => mail.subject === REGISTRATION_MAIL)).toEqual([]);
});

test("sending again is possible three times in an hour", async ({ page, post, who }) => {
  await apply(page, who);
  await post.next(who.email, REGISTRATION_MAIL);
  const again = () => button(page, "メールを再送する").click();
  for (let times = 0; times < 2; times++) {
    await again();
    await expect(page.getByText("メールをもう一度お送りしました")).toBeVisible();
    await post.next(who.email, REGISTRATION_MAIL);
  }
  await again();
  await expectProblems(page, /いったん受付を止めています。\d+分ほど待ってから/);
});
