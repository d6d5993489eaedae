// Where an institution offers no places: wishes, which staff answer at their console.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  APPLIED,
  CONFIRMED_MAIL,
  book,
  bookingNumber,
  chooseOptions,
  escaped,
  findClinic,
  openCourse,
  reference,
  wishFor,
} from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, expectProblems, field, register, signIn } from "../fixtures/member.ts";
import { hire } from "../fixtures/staff.ts";
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
  await test.step("staff find it", async () => {
    await hire(console_, society, "clerk");
    await console_.goto("/staff/checkup");
    await console_.getByRole("link", { name: reference(id) }).click();
    await expectHeading(console_, reference(id));
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
    await console_.getByRole("textbox", { name: /^受診者への連絡/ }).fill("北口の受付へお越しください。");
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

test("moved by wishes: the booking stays until staff have answered", async ({ page, post, family, town, society, elsewhere }) => {
  test.slow();
  const who = family("insured")[0]!;
  const [before, after] = [examDay(1), examDay(4)];
  const booked = await town.clinic({ day: before, capacity: 1 });
  const wished = await town.clinic();
  await register(page, post, who);
  await signIn(page, who);
  const old = await book(page, town, booked, before);
  const state = async (of: number) => (await society.database.ask("SELECT state FROM booking WHERE id = $1", of))[0]?.state;

  await test.step("wishes for another institution", async () => {
    await page.goto(`/checkup/bookings/${old}`);
    await page.getByRole("link", { name: "内容や健診機関を変える" }).click();
    await chooseOptions(page);
    await findClinic(page, wished);
    await wishFor(page, after);
    await button(page, "この希望で申し込む").click();
    await expectHeading(page, APPLIED);
    await expect(page.locator("main")).toContainText("新しい日が決まるまでそのままです。");
    await expectAccessible(page);
  });
  const id = bookingNumber(page);
  expect([await state(old), await state(id), await town.remaining(booked.places[0]!)]).toEqual(["confirmed", "applied", 0]);
  const applied = await post.next(who.email, "変更のお申し込みを承りました");
  expect(applied.text).toContain("いまのご予約はそのままです。");

  await test.step("both say so", async () => {
    await page.goto(`/checkup/bookings/${old}`);
    await expect(page.locator("main")).toContainText("この予約の変更を申し込み中です。");
    await expectAccessible(page);
    await page.getByRole("link", { name: "変更の申し込みを見る" }).click();
    await expectHeading(page, /日帰り人間ドック/);
    await expect(page.getByRole("link", { name: "いまの予約を見る" })).toBeVisible();
    await expect(page.getByRole("link", { name: "内容や健診機関を変える" })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step("staff answer, knowing what ends", async () => {
    const desk = await elsewhere({ viewport: { width: 1280, height: 800 } });
    await hire(desk, society, "clerk");
    await desk.goto(`/staff/checkup/bookings/${id}`);
    await expect(desk.locator("main")).toContainText("日を確定すると、変更前の予約は取り消されます。");
    await expectAccessible(desk);
    await field(desk, "受診日").fill(after.iso);
    await button(desk, "この日で確定する").click();
    await expect(desk.getByText("「確定」にしました。")).toBeVisible();
  });
  expect([await state(old), await state(id), await town.remaining(booked.places[0]!)]).toEqual(["cancelled", "confirmed", 1]);
  const moved = await post.next(who.email, "ご予約を変更しました");
  expect(moved.text).toContain(after.full);
  await page.goto(`/checkup/bookings/${old}`);
  await expect(page.locator("main")).toContainText("別の予約に変更されました。");
  expect(await town.unaccounted()).toBe(0);
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
  await hire(console_, society, "clerk");
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

test("a telephone call: staff book in the member's name, with what is read out; the record says who looked", async ({
  page,
  post,
  family,
  town,
  society,
  elsewhere,
}) => {
  test.slow();
  const who = family("insured")[0]!;
  const day = examDay(2);
  const clinic = await town.clinic({ day });
  await register(page, post, who);
  const desk = await elsewhere({ viewport: { width: 1280, height: 800 } });
  await hire(desk, society, "clerk");
  await desk.goto("/staff/checkup/proxy");
  await field(desk, "記号").fill(who.symbol);
  await field(desk, "番号").fill(who.number);
  await button(desk, "さがす").click();
  await expectAccessible(desk);
  await desk.getByRole("row").filter({ hasText: who.kana }).getByRole("link").click();
  await expectHeading(desk, /どのコースですか/);
  await expectAccessible(desk);
  const course = desk.getByRole("listitem").filter({ hasText: `日帰り人間ドック ${town.year}年度` });
  await expect(course).toContainText("受けられます");
  await course.getByRole("link").click();
  await expectHeading(desk, /どこで受けますか/);
  await field(desk, "健診機関").fill(clinic.name);
  await button(desk, "さがす").click();
  await desk.getByRole("row").filter({ hasText: clinic.name }).getByRole("link").click();
  await expectHeading(desk, /日とオプションを選んでください/);
  await button(desk, "料金を確かめて読み上げへ進む").click();
  await expectProblems(desk, "日時を選んでください");
  await expectAccessible(desk);
  await desk.getByRole("radio", { name: new RegExp(escaped(day.short)) }).check();
  await button(desk, "料金を確かめて読み上げへ進む").click();
  await expectHeading(desk, /電話の方に読み上げてください/);
  for (const said of [day.full, clinic.name, "6,000円"]) await expect(desk.locator("main")).toContainText(said);
  await expectAccessible(desk);
  await button(desk, "この内容で予約する").click();
  await expect(desk.getByText("予約できました。電話の方にお伝えください")).toBeVisible();
  await expectAccessible(desk);
  const mail = await post.next(who.email, CONFIRMED_MAIL);
  expect(mail.text).toContain(day.full);
  const looked = "SELECT COUNT(*) FROM staff_audit a JOIN person p ON p.id = a.person_id WHERE p.symbol = $1 AND p.number = $2";
  expect(await society.database.number(looked, who.symbol, who.number)).toBeGreaterThan(0);
  expect(await town.remaining(clinic.places[0]!)).toBe(1);
  await signIn(page, who);
  await page.goto("/checkup/bookings");
  await expect(page.getByRole("listitem").filter({ hasText: "確定" })).toContainText(`${day.full} 9:00`);
});
