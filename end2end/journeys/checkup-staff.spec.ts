// The desk of bookings: who may look, who may act, and what the record keeps.
import { expectAccessible } from "../fixtures/a11y.ts";
import { book, escaped, reference } from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, expectProblems, field, register, signIn } from "../fixtures/member.ts";
import { hire } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({ viewport: { width: 1280, height: 800 } });

test("whoever opens a booking stands in the record; an auditor sees and cannot act; a clerk cannot read the record", async ({
  page,
  post,
  family,
  town,
  society,
  elsewhere,
  complaints,
}) => {
  test.slow();
  complaints.expect(/403 \(Forbidden\)/);
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  const member = await elsewhere();
  await register(member, post, who);
  await signIn(member, who);
  const id = await book(member, town, clinic, examDay(0));
  const at = `/staff/checkup/bookings/${id}`;

  await test.step("a clerk opens it", async () => {
    const desk = await elsewhere({ viewport: { width: 1280, height: 800 } });
    await hire(desk, society, "clerk");
    await desk.goto("/staff/checkup/bookings");
    await expectHeading(desk, "予約の一覧");
    await expect(desk.locator("main")).not.toContainText(who.number);
    await expectAccessible(desk);
    await desk.getByRole("link", { name: reference(id) }).click();
    await expectHeading(desk, reference(id));
    await expect(desk.locator("main")).toContainText(`${who.symbol}-${who.number}-00`);
    await expect(desk.locator("summary", { hasText: "取り消す" })).toHaveCount(1);
    await expectAccessible(desk);
    const answer = await desk.goto("/staff/audit");
    expect(answer?.status()).toBe(403);
    await expectAccessible(desk);
  });

  await hire(page, society, "auditor");
  await test.step("the record says so", async () => {
    await page.goto("/staff/audit");
    await page.locator("summary", { hasText: "記録をさがす" }).click();
    await field(page, "記号").fill(who.symbol);
    await field(page, "番号").fill(who.number);
    await button(page, "さがす").click();
    const row = page.getByRole("row").filter({ hasText: `${who.symbol}-${who.number}-00` });
    await expect(row.first()).toContainText("clerk");
    await expect(page.locator("main")).not.toContainText(who.name);
    await expectAccessible(page);
  });

  await test.step("the auditor sees, and has nothing to press", async () => {
    await page.goto(at);
    await expectHeading(page, reference(id));
    await expect(page.locator("main")).toContainText(who.name);
    await expect(page.locator("main").getByRole("button")).toHaveCount(0);
    await expectAccessible(page);
    const headers = { accept: "text/html", origin: new URL(page.url()).origin };
    const form = { "form[id]": String(id), "form[act]": "cancel" };
    const forged = await page.request.post("/api/staff/checkup/act", { headers, form, maxRedirects: 0 });
    expect(forged.status()).toBeGreaterThanOrEqual(400);
    const state = await society.database.ask("SELECT state FROM booking WHERE id = $1", id);
    expect(state[0]?.state).toBe("confirmed");
  });
});

test("staff cancel by phone: the member is told and the place is free", async ({ page, post, family, town, society, elsewhere }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0), capacity: 1 });
  const member = await elsewhere();
  await register(member, post, who);
  await signIn(member, who);
  const id = await book(member, town, clinic, examDay(0));
  await hire(page, society, "clerk");
  await page.goto(`/staff/checkup/bookings/${id}`);
  const cancel = page.locator("details").filter({ hasText: "取り消す" });
  await cancel.locator("summary").click();
  await cancel.getByLabel(/^受診者への連絡/).fill("お電話で承りました。");
  await cancel.getByRole("button", { name: "取り消す" }).click();
  await expect(page.getByText("「取消」にしました。")).toBeVisible();
  const mail = await post.next(who.email, "ご予約の取消のお知らせ");
  expect(mail.text).toContain("お電話で承りました。");
  expect(await town.remaining(clinic.places[0]!)).toBe(1);
  await member.goto(`/checkup/bookings/${id}`);
  await expect(member.locator("main")).toContainText("取消");
  await expect(member.locator("main")).toContainText("お電話で承りました。");
});

test("two of the staff at once: the later one is told what the first did", async ({ page, post, family, town, society, elsewhere }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  const member = await elsewhere();
  await register(member, post, who);
  await signIn(member, who);
  const id = await book(member, town, clinic, examDay(0));
  const at = `/staff/checkup/bookings/${id}`;
  await hire(page, society, "clerk");
  await page.goto(at);
  const other = await page.context().newPage();
  await other.goto(at);
  for (const tab of [page, other]) {
    const cancel = tab.locator("details").filter({ hasText: "取り消す" });
    await cancel.locator("summary").click();
    await cancel.getByRole("button", { name: "取り消す" }).click();
  }
  await expect(other.locator("main")).toContainText(/先に変更しました。いまの状態は「取消」です。/);
});

test("a day's list goes to the institution by link and code, and stops when it is recalled", async ({
  page,
  post,
  family,
  town,
  society,
  elsewhere,
}) => {
  test.slow();
  const who = family("insured")[0]!;
  const day = examDay(0);
  const clinic = await town.clinic({ day });
  const member = await elsewhere();
  await register(member, post, who);
  await signIn(member, who);
  await book(member, town, clinic, day);
  await hire(page, society, "clerk");
  await page.goto(`/staff/checkup/daily?day=${day.iso}&institution=${clinic.id}`);
  await expect(page.getByRole("row").filter({ hasText: who.kana })).toContainText("9:00");
  await button(page, "リンクを作る").click();
  const row = page.getByRole("row").filter({ hasText: "/lists/" });
  await expect(row).toContainText("まだ開かれていません");
  const link = (await row.innerText()).match(/https?:\/\/\S+/)?.[0] ?? "";
  await expectAccessible(page);

  const there = await elsewhere();
  await there.goto(link);
  await expectHeading(there, "受診者名簿");
  await expect(there.locator("main")).not.toContainText(clinic.name);
  await field(there, "健診機関コード").fill("1310999999");
  await button(there, "名簿を開く").click();
  await expectProblems(there, /^健診機関コードが違います/);
  await expectAccessible(there);
  await field(there, "健診機関コード").fill(clinic.code);
  await button(there, "名簿を開く").click();
  await expectHeading(there, new RegExp(`${clinic.name} ${escaped(day.full)}`));
  const list = there.locator("main");
  await expect(list).toContainText(who.kana);
  for (const secret of [who.name, who.number, who.born.slice(0, 4)]) await expect(list).not.toContainText(secret);
  await expectAccessible(there);

  await page.reload();
  await button(page, "取り消す").click();
  await expect(page.getByRole("row").filter({ hasText: "取り消し済み" })).toBeVisible();
  await there.reload();
  await expectHeading(there, "このリンクは取り消されました");
  await expectAccessible(there);
});

test("nobody of the staff: the console leads to its own sign-in, a member's session opens nothing", async ({ page, post, family }) => {
  const who = family("insured")[0]!;
  await register(page, post, who);
  await signIn(page, who);
  for (const path of ["/staff", "/staff/checkup", "/staff/checkup/bookings", "/staff/checkup/bookings/1", "/staff/audit"]) {
    await page.goto(path);
    await expectHeading(page, "職員のログイン");
  }
  const answer = await page.request.get("/staff/checkup/bookings.csv", { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
});
