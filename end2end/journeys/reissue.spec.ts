// パスワード再発行.
import { expectAccessible } from "../fixtures/a11y.ts";
import { button, expectHeading, field, login, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

const MAIL = "パスワード再発行のご案内";
const CHANGED = "マイページのパスワードを変更しました";

test("a forgotten password is set anew, and every other login ends", async ({ page, post, who, elsewhere }) => {
  const phone = await elsewhere();
  await register(phone, post, who);
  await signIn(phone, who);

  await page.goto("/login");
  await page.getByRole("link", { name: /パスワードを忘れたとき/ }).click();
  await field(page, "メールアドレス").fill(who.email.toUpperCase());
  await button(page, "再発行のメールを送る").click();
  await expectHeading(page, "再発行のメールについて");
  const mail = await post.next(who.email, MAIL);

  await page.goto(mail.link);
  await expectHeading(page, "新しいパスワードを設定してください");
  await expectAccessible(page);
  const password = "umi no mieru ie 3";
  await field(page, "新しいパスワード").fill(password);
  await button(page, "パスワードを設定する").click();
  await expectHeading(page, "パスワードを設定しました");
  await post.next(who.email, CHANGED);

  await phone.goto("/mypage");
  await expectHeading(phone, "ログイン");
  await login(phone, who);
  await expect(phone.locator("[data-error-summary]")).toContainText("メールアドレスかパスワードが違います");
  await signIn(phone, { ...who, password });

  await page.goto(mail.link);
  await expectHeading(page, "このURLはもう使えません");
});

test("an address that nobody registered gets the same answer and no mail", async ({ page, post, who }) => {
  await page.goto("/password/forgot");
  await field(page, "メールアドレス").fill(who.email);
  await button(page, "再発行のメールを送る").click();
  await expectHeading(page, "再発行のメールについて");
  expect(post.to(who.email)).toEqual([]);
});
