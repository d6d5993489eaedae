// Where an institution offers no places: wishes, which staff answer at their console.
import { expectAccessible } from "../fixtures/a11y.ts";
import { APPLIED, bookingNumber, chooseOptions, findClinic, openCourse, wishFor } from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, expectProblems, field, register, signIn } from "../fixtures/member.ts";
import { Clerk } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/test.ts";

test("the spouse sends wishes, staff take them up and answer, the member is told", async ({
  page,
  post,
  family,
  town,
  society,
  elsewhere,
}) => {
  test.slow();
  const who = family("spouse")[0]!;
  const clinic = await town.clinic();
  const day = examDay(4);
  await register(page, post, who);
  await signIn(page, who);

  await test.step("wishes", async () => {
    await openCourse(page, town);
    await chooseOptions(page);
    await findClinic(page, clinic);
    await button(page, "入力内容を確認する").click();
    await expectProblems(page, /^第1希望の「この日から」を入力してください/);
    await expectAccessible(page);
    await wishFor(page, day);
    await expect(page.locator("main")).toContainText(`第1希望 ${day.full} 午前`);
    await expectAccessible(page);
    await button(page, "この希望で申し込む").click();
    await expectHeading(page, APPLIED);
    await expectAccessible(page);
  });
  const id = bookingNumber(page);
  const mine = `/checkup/bookings/${id}`;
  const applied = await post.next(who.email, "お申し込みを承りました");
  expect(applied.text).toContain("ご予約は、まだ決まっていません。");
  await page.goto(mine);
  await expect(page.locator("main")).toContainText("申込 お申し込みを受け付けました。");

  const console_ = await elsewhere({ viewport: { width: 1280, height: 800 } });
  const clerk = await Clerk.hire(society, "clerk");
  await test.step("staff find it", async () => {
    await clerk.enrol(console_);
    await console_.goto("/staff/checkup");
    await console_.getByRole("link", { name: String(id), exact: true }).click();
    await expectHeading(console_, new RegExp(`予約番号 ${id}`));
    await expect(console_.locator("main")).toContainText(who.name);
    await expectAccessible(console_);
    await button(console_, "調整中にする").click();
    await expect(console_.getByText("「調整中」にしました。")).toBeVisible();
  });
  await page.reload();
  await expect(page.locator("main")).toContainText("調整中");

  await test.step("staff answer", async () => {
    await button(console_, "この日で確定する").click();
    await expectProblems(console_, /^受診日を入力してください/);
    await field(console_, "受診日").fill(day.iso);
    await field(console_, "時刻").fill("１０：３０");
    await field(console_, "受診者への連絡").fill("北口の受付へお越しください。");
    await button(console_, "この日で確定する").click();
    await expect(console_.getByText("「確定」にしました。")).toBeVisible();
    await expectAccessible(console_);
  });

  const mail = await post.next(who.email, "ご予約の日が決まりました");
  for (const said of [day.full, "10時30分", "北口の受付へお越しください。"]) expect(mail.text).toContain(said);
  await page.reload();
  const main = page.locator("main");
  await expect(main).toContainText("確定 予約が決まっています。");
  await expect(main).toContainText(`${day.full} 10:30`);
  await expect(main).toContainText("北口の受付へお越しください。");
  await expectAccessible(page);
});

test("no day fits: staff say so, and the right is the member's again", async ({ page, post, family, town, society, elsewhere }) => {
  const who = family("spouse")[0]!;
  const clinic = await town.clinic();
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await chooseOptions(page);
  await findClinic(page, clinic);
  await wishFor(page, examDay(4));
  await button(page, "この希望で申し込む").click();
  await expectHeading(page, APPLIED);
  const id = bookingNumber(page);
  const console_ = await elsewhere();
  await (await Clerk.hire(society, "clerk")).enrol(console_);
  await console_.goto(`/staff/checkup/bookings/${id}`);
  const decline = console_.locator("details").filter({ hasText: "見つからないと回答する" });
  await decline.locator("summary").click();
  await decline.getByLabel(/^受診者への連絡/).fill("12月は満席でした。");
  await decline.getByRole("button", { name: "見つからないと回答する" }).click();
  await expect(console_.getByText("「取消」にしました。")).toBeVisible();
  const mail = await post.next(who.email, "ご希望の日にご予約できませんでした");
  expect(mail.text).toContain("12月は満席でした。");
  await openCourse(page, town);
});

test("a telephone call: staff book in the member's name, the record says who looked", async ({
  page,
  post,
  family,
  town,
  society,
  elsewhere,
}) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(2) });
  await register(page, post, who);
  const console_ = await elsewhere({ viewport: { width: 1280, height: 800 } });
  await (await Clerk.hire(society, "clerk")).enrol(console_);
  await console_.goto("/staff/checkup/proxy");
  await field(console_, "記号").fill(who.symbol);
  await field(console_, "番号").fill(who.number);
  await button(console_, "さがす").click();
  await expect(console_.locator("main")).toContainText(who.name);
  const looked = `SELECT COUNT(*) FROM staff_audit a JOIN person p ON p.id = a.person_id WHERE p.number = $1`;
  expect(await society.database.number(looked, who.number)).toBeGreaterThan(0);
  expect(await town.remaining(clinic.places[0]!)).toBe(2);
});
