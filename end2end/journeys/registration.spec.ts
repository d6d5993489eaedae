// From the red 「登録画面」 button to マイページ and out again.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  REGISTRATION_MAIL,
  apply,
  button,
  expectHeading,
  expectMailState,
  field,
  fillAccount,
  openLink,
  register,
  signIn,
} from "../fixtures/member.ts";
import { child } from "../fixtures/people.ts";
import { expect, test } from "../fixtures/test.ts";

test("register by the mailed link, log in, change the newsletters, log out", async ({
  page,
  post,
  who,
  javaScriptEnabled,
}) => {
  await test.step("the way to the mail", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "登録画面", exact: true }).click();
    await fillAccount(page, who);
    await button(page, "次へ進む").click();

    await expectHeading(page, /ご希望のメールマガジン/);
    await expect(page.getByText("あとからいつでも変更できます。")).toBeVisible();
    const boxes = page.getByRole("checkbox");
    await expect(boxes).toHaveCount(8);
    for (const box of await boxes.all()) await expect(box).toBeChecked();
    await page.getByRole("checkbox", { name: /^健診・人間ドック/ }).uncheck();
    await button(page, "入力内容を確認する").click();

    await expectHeading(page, /入力内容を確認してください/);
    const answers = page.locator("main");
    for (const answer of [who.number, who.kana, who.email, "設定済み(表示しません)"]) {
      await expect(answers.getByText(answer).first()).toBeVisible();
    }
    await expect(answers).not.toContainText(who.password);
    await expect(answers).not.toContainText("健診・人間ドック");
    await expectAccessible(page);
    await page.getByLabel("利用規約と個人情報の扱いに同意します").check();
    await button(page, "登録").click();

    await expectHeading(page, /確認のメールをお送りしました/);
    await expect(page.getByText("sorairo-kenpo.example.jp").first()).toBeAttached();
    await expectAccessible(page);
  });

  const mail = await test.step("the mail", async () => {
    const mail = await post.next(who.email, REGISTRATION_MAIL);
    expect(mail.from).toBe("no-reply@sorairo-kenpo.example.jp");
    expect(mail.html).toContain(mail.link);
    expect(mail.html).toContain(mail.code);
    for (const secret of [who.number, who.name, who.kana, who.password]) {
      expect(mail.text + mail.html + mail.subject).not.toContain(secret);
    }
    return mail;
  });

  await test.step("the page knows that the mail was taken", async () => {
    await expectMailState(page, "相手のメールサーバーが受け取りました");
  });

  await openLink(page, mail, javaScriptEnabled !== false);
  await expectAccessible(page);
  await post.next(who.email, "マイページの登録が完了しました");

  await test.step("opened again, the link says what is so", async () => {
    await page.goto(mail.link);
    await expectHeading(page, "登録が完了しました");
  });

  await test.step("log in", async () => {
    await signIn(page, who);
    await expect(page.getByText("8種類のうち7種類を受け取っています")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("change the newsletters", async () => {
    await page.getByRole("link", { name: /^メールマガジン/ }).click();
    const checkup = page.getByRole("checkbox", { name: /^健診・人間ドック/ });
    await expect(checkup).not.toBeChecked();
    await checkup.check();
    await page.getByRole("checkbox", { name: /^機関誌/ }).uncheck();
    await button(page, "変更を保存する").click();
    await expect(page.getByText("変更を保存しました。")).toBeVisible();
    await expect(checkup).toBeChecked();
    await page.getByText("これまでの選択の記録").click();
    await expect(page.getByRole("listitem").filter({ hasText: /^受け取らない：.*機関誌/ }).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("log out", async () => {
    await page.getByRole("link", { name: "ログアウト", exact: true }).click();
    await button(page, "ログアウト").click();
    await expectHeading(page, "ログアウトしました");
    await page.goto("/mypage");
    await expectHeading(page, "ログイン");
  });
});

test("register by the six digits, typed in full width", async ({ page, post, who }) => {
  await apply(page, who);
  const { code } = await post.next(who.email, REGISTRATION_MAIL);
  const wrong = code === "000000" ? "000001" : "000000";
  await field(page, "確認コード").fill(wrong);
  await button(page, "登録を完了する").click();
  await expect(page.locator("[data-error-summary]")).toContainText("確認コードが違います");
  await field(page, "確認コード").fill(code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)));
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
  await signIn(page, who);
});

test("five wrong codes end the code; the mail sent again has a new one", async ({ page, post, who }) => {
  await apply(page, who);
  const first = await post.next(who.email, REGISTRATION_MAIL);
  const wrong = first.code === "000000" ? "000001" : "000000";
  for (let tries = 1; tries <= 5; tries++) {
    await field(page, "確認コード").fill(wrong);
    await button(page, "登録を完了する").click();
    // the fifth is no error to mend: the page says what to do instead
    if (tries < 5) await expect(page.locator("[data-error-summary]")).toBeVisible();
  }
  await expect(page.getByText("確認コードの入力を5回間違えたため")).toBeVisible();
  await expect(field(page, "確認コード")).toHaveCount(0);
  await button(page, "メールを再送する").click();
  await expect(page.getByText("メールをもう一度お送りしました")).toBeVisible();
  const second = await post.next(who.email, REGISTRATION_MAIL);
  expect(second.link).not.toBe(first.link);
  await page.goto(first.link);
  await expectHeading(page, "このURLは新しいものに替わりました");
  await page.goto("/register/sent");
  await field(page, "確認コード").fill(second.code);
  await button(page, "登録を完了する").click();
  await expectHeading(page, "登録が完了しました");
});

test("a child, and somebody the roster does not know", async ({ page, who }) => {
  await page.goto("/register");
  const young = child();
  await fillAccount(page, young);
  await button(page, "次へ進む").click();
  await expectHeading(page, "18歳になる年度から登録できます");
  await expectAccessible(page);

  await page.goto("/register");
  await fillAccount(page, { ...who, kana: "ベツノ ナマエ" });
  await button(page, "次へ進む").click();
  await expect(page.getByText("登録情報と一致しませんでした")).toBeVisible();
  await expect(page.getByText("03-0000-0014").first()).toBeVisible();
  await expect(field(page, "氏名(カナ)")).toHaveValue("ベツノ ナマエ");
});

test("an address that is somebody else's is refused in the society's words", async ({ page, post, somebody, elsewhere }) => {
  const [first, second] = [somebody(), somebody()];
  await register(await elsewhere(), post, first);
  await page.goto("/register");
  await fillAccount(page, { ...second, email: first.email.toUpperCase() });
  await button(page, "次へ進む").click();
  await expect(page.locator("[data-error-summary]")).toContainText(
    "ご指定のメールアドレスは別ユーザにて使用されています。",
  );
  await page.getByRole("link", { name: /同じアドレスを家族で使えない理由/ }).click();
  await expect(page).toHaveURL(/\/faq/);
});
