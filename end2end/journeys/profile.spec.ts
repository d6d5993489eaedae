// 登録情報: another address, another password, leaving.
import { expectAccessible } from "../fixtures/a11y.ts";
import { button, expectHeading, expectProblems, field, login, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("a new address counts once it is confirmed; the old one is told", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  await signIn(page, who);
  await page.getByRole("link", { name: /^登録情報/ }).click();
  await expect(page.getByText(who.kana)).toBeVisible();
  await expect(page.locator("main")).not.toContainText(who.number);
  await expectAccessible(page);
  await page.getByRole("link", { name: "変更 メールアドレス" }).click();
  const email = `moved-${who.email}`;
  await field(page, "新しいメールアドレス").fill(email);
  await field(page, "いまのパスワード").fill("not it at all 1");
  await button(page, "確認のメールを送る").click();
  await expectProblems(page, /いまのパスワードが違います/);
  await expect(field(page, "新しいメールアドレス")).toHaveValue(email);
  await field(page, "いまのパスワード").fill(who.password);
  await button(page, "確認のメールを送る").click();
  await expectHeading(page, "新しいアドレスにメールをお送りしました");

  const mail = await post.next(email, "メールアドレス変更の確認");
  const pc = await elsewhere();
  await pc.goto(mail.link);
  await expectHeading(pc, "メールアドレスの変更を確定します");
  await expectAccessible(pc);
  await button(pc, "変更を確定する").click();
  await expectProblems(pc, /いまのパスワードを入力してください/);
  await expectAccessible(pc);
  await signIn(await elsewhere(), who);
  await field(pc, "いまのパスワード").fill(who.password);
  await button(pc, "変更を確定する").click();
  await expectHeading(pc, "メールアドレスを変更しました");
  await post.next(who.email, "マイページのメールアドレスが変わりました");
  await login(pc, who);
  await expect(pc.locator("[data-error-summary]")).toBeVisible();
  await signIn(pc, { ...who, email });
});

test("a new password ends the other browser's login, not one's own", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  await signIn(page, who);
  const pc = await elsewhere();
  await signIn(pc, who);
  await page.goto("/mypage/profile/password");
  const password = "yama no ue no ki 8";
  await field(page, "いまのパスワード").fill(who.password);
  await field(page, "新しいパスワード").fill("abcde");
  await button(page, "パスワードを変更する").click();
  await expectProblems(page, /新しいパスワードには数字/);
  await field(page, "いまのパスワード").fill(who.password);
  await field(page, "新しいパスワード").fill(password);
  await button(page, "パスワードを変更する").click();
  await expect(page.getByText("変更を保存しました。")).toBeVisible();
  await post.next(who.email, "マイページのパスワードを変更しました");
  await pc.reload();
  await expectHeading(pc, "ログイン");
  await signIn(pc, { ...who, password });
  await page.goto("/mypage");
  await expectHeading(page, new RegExp(who.name));
});

test("leaving erases the account; registering again is possible", async ({ page, post, who, elsewhere }) => {
  await register(page, post, who);
  await signIn(page, who);
  const pc = await elsewhere();
  await signIn(pc, who);
  await page.getByRole("link", { name: /^退会/ }).click();
  await expect(page.getByRole("heading", { name: "残るもの" })).toBeVisible();
  await expectAccessible(page);
  await button(page, "退会する").click();
  await expectProblems(page, /確認しました/, /いまのパスワードを入力してください/);
  await page.getByLabel("消えるものと残るものを確認しました").check();
  await field(page, "いまのパスワード").fill(who.password);
  await button(page, "退会する").click();
  await expectHeading(page, "退会の手続きが終わりました");
  await expectAccessible(page);
  await post.next(who.email, "マイページの退会手続きが完了しました");
  await pc.goto("/mypage");
  await expectHeading(pc, "ログイン");
  await login(pc, who);
  await expect(pc.locator("[data-error-summary]")).toBeVisible();
  await register(page, post, who);
  await signIn(page, who);
});
