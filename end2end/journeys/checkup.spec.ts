// 受診ナビ: from マイページ to a place that is booked, and what is taken along.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  BOOKED,
  CHECK,
  CONFIRMED_MAIL,
  FIND,
  book,
  bookingNumber,
  calendarDay,
  chooseOptions,
  courseItem,
  download,
  findClinic,
  openCourse,
  openDay,
  toCheck,
  unfold,
} from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, expectProblems, register, signIn } from "../fixtures/member.ts";
import { textOf } from "../fixtures/pdf.ts";
import type { Person } from "../fixtures/people.ts";
import { expect, test } from "../fixtures/test.ts";

test("an insured person books a live place and takes the papers along", async ({
  page,
  post,
  family,
  town,
  javaScriptEnabled,
}) => {
  test.slow();
  const who = family("insured")[0]!;
  const [day, fullDay] = [examDay(1), examDay(2)];
  const clinic = await town.clinic({ day }, { day: fullDay, full: true });
  await register(page, post, who);
  await signIn(page, who);

  await test.step("which courses, and why not the others", async () => {
    await page.getByRole("link", { name: /^受診ナビ/ }).first().click();
    await expectHeading(page, "受診ナビ");
    const dock = courseItem(page, town.year, "日帰り人間ドック");
    await expect(dock).toContainText("受けられます");
    await expect(dock).toContainText(/から\d{4}年3月31日\(.\)までの日に受けられます。/);
    const spring = courseItem(page, town.year, "春の集団健診");
    await expect(spring).toContainText(`申込みは${town.closed.plain}に締め切りました。`);
    await expect(spring.getByRole("link")).toHaveCount(0);
    await expect(page.getByText("準備中のコース")).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step("options, and what they cost", async () => {
    await unfold(page, town.year);
    await courseItem(page, town.year, "日帰り人間ドック").getByRole("link", { name: /^このコースを選ぶ/ }).click();
    await expectHeading(page, "日帰り人間ドック");
    // 44,000 − min(39,000, 38,000)
    await expect(page.locator("#price")).toContainText("6,000円");
    await page.getByRole("checkbox", { name: /^胃内視鏡/ }).check();
    await button(page, "選んだ検査で金額を確かめる").click();
    // and 12,000 − min(9,000, 10,000)
    await expect(page.locator("#price")).toContainText("9,000円");
    await expect(page.getByRole("checkbox", { name: /^胃内視鏡/ })).toBeChecked();
    await button(page, FIND).click();
    await expectProblems(page, /^あてはまるものを選んでください/);
    await expect(page.getByRole("checkbox", { name: /^胃内視鏡/ })).toBeChecked();
    await expectAccessible(page);
    await chooseOptions(page);
  });

  await test.step("an institution", async () => {
    await expect(page.getByText("胃内視鏡").first()).toBeVisible();
    await findClinic(page, clinic);
    await expect(page.getByText("受診日の3営業日前 17:00まで")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a day: free, full, or none", async () => {
    await expect(await calendarDay(page, day)).toHaveText(/残り2$/);
    await expect(await calendarDay(page, fullDay)).toHaveText(/満席/);
    await expect(page.getByRole("table").getByRole("link")).not.toHaveCount(0);
    await openDay(page, day);
    await expectAccessible(page);
    await button(page, "9:00で予約へ進む").click();
  });

  await test.step("everything once more", async () => {
    await expectHeading(page, CHECK);
    const main = page.locator("main");
    for (const said of [`${day.full} 9:00`, clinic.name, "胃内視鏡", "9,000円"]) await expect(main).toContainText(said);
    await expect(main).toContainText(/この枠を\d{1,2}:\d\dまでお取り置きしています。/);
    const clock = page.locator("[data-countdown]");
    await expect(clock).toHaveText(javaScriptEnabled === false ? "" : /残り \d+分\d+秒/);
    expect(await town.remaining(clinic.places[0]!)).toBe(1);
    await expectAccessible(page);
  });

  await test.step("looking elsewhere loses nothing", async () => {
    await page.goto("/checkup");
    await page.getByRole("link", { name: "予約の確認へ進む" }).click();
    await expectHeading(page, CHECK);
  });

  await button(page, "予約する").click();
  await expectHeading(page, BOOKED);
  const id = bookingNumber(page);
  await expect(page.locator("main")).toContainText("検査キットが届きます");
  await expectAccessible(page);

  await test.step("the mail", async () => {
    const mail = await post.next(who.email, CONFIRMED_MAIL);
    expect(mail.text).toContain(day.full);
    expect(mail.text).toContain(clinic.name);
    expect(mail.text).toContain("/checkup/bookings");
    for (const secret of [who.number, who.name, who.kana]) expect(mail.text + mail.html + mail.subject).not.toContain(secret);
  });

  await test.step("予約確認書 and the file for a calendar", async () => {
    const reference = await page.locator(".reference").innerText();
    const pdf = await download(page, "予約確認書(PDF)を開く");
    expect(pdf.type).toBe("application/pdf");
    expect(pdf.body.subarray(0, 5).toString()).toBe("%PDF-");
    const text = textOf(pdf.body).replace(/\s/g, "");
    for (const words of [reference, clinic.name, who.name.replace(" ", "")]) expect(text).toContain(words);
    expect(text, "no 番号").not.toContain(who.number);
    const ics = await download(page, "カレンダーに入れる(.ics)");
    expect(ics.type).toMatch(/^text\/calendar/);
    const entry = ics.body.toString().replace(/\r\n /g, "");
    expect(entry).toContain(`DTSTART;TZID=Asia/Tokyo:${day.iso.replaceAll("-", "")}T090000`);
    expect(entry).toContain(clinic.name);
    expect(entry).not.toContain(who.number);
  });

  await test.step("the booking afterwards", async () => {
    await page.goto("/checkup/bookings");
    await expect(page.getByRole("listitem").filter({ hasText: "日帰り人間ドック" })).toContainText(`確定 ${day.full} 9:00`);
    await expectAccessible(page);
    await page.getByRole("link", { name: "日帰り人間ドック" }).click();
    await expect(page).toHaveURL(new RegExp(`/checkup/bookings/${id}$`));
    const main = page.locator("main");
    await expect(main).toContainText(`${day.plus(-7).short} 検査キットが届きます`);
    await expect(main).toContainText(/17:00まで\(あと\d+日/);
    const monshin = page.getByRole("link", { name: /^問診の画面を開く/ });
    await expect(monshin).toHaveAttribute("href", "https://monshin.example.jp/midori");
    await expectAccessible(page);
    await page.goto("/checkup");
    await expect(courseItem(page, town.year, "日帰り人間ドック")).toContainText(`は${day.plain}に予約済みです。`);
    await expect(courseItem(page, town.year, "人間ドック(胃の検査なし)")).toContainText("予約済みです。");
    await expect(courseItem(page, town.year, "脳ドック")).toContainText("受けられます");
  });
  // the full day alone, which nobody has booked here
  expect(await town.unaccounted()).toBe(1);
});

test("what is said of one's health leads to another course, to fewer options, or to a stop", async ({ page, post, family, town }) => {
  const who = family("insured")[0]!;
  await register(page, post, who);
  await signIn(page, who);
  const answers = (name: string | RegExp) => page.getByRole("checkbox", { name });

  await openCourse(page, town);
  await answers(/^妊娠中/).check();
  await button(page, FIND).click();
  await expectHeading(page, "今回は、このコースをお受けいただけません");
  await expect(page.locator("main")).not.toContainText("妊娠");
  await expectAccessible(page);
  await page.goto("/checkup/institutions");
  await expectHeading(page, "受診ナビ");

  await openCourse(page, town);
  await answers(/^胃を切除/).check();
  await button(page, FIND).click();
  await expectHeading(page, "人間ドック(胃の検査なし)");
  await expect(page.getByText("お答えの内容から、こちらのコースをご案内します。")).toBeVisible();

  await openCourse(page, town);
  await answers(/^乳がん検診/).check();
  await answers(/^ペースメーカー/).check();
  await button(page, FIND).click();
  await expectHeading(page, FIND);
  await expect(page.getByText("お答えの内容では受けられない検査があったため")).toContainText("乳がん検診");

  await openCourse(page, town);
  await answers(/^ペースメーカー/).check();
  await answers("どれにもあてはまらない").check();
  await button(page, FIND).click();
  await expectProblems(page, /一緒に選べません/);
});

test("the search: nothing found says what to try; kana and stations find", async ({ page, post, family, town }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(1) });
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await chooseOptions(page);
  await page.getByLabel("名称・よみがな・駅名").fill("そんな機関はない");
  await button(page, "この条件でさがす").click();
  await expect(page.getByText("条件に合う健診機関が見つかりませんでした")).toBeVisible();
  await expect(page.getByLabel("名称・よみがな・駅名")).toHaveValue("そんな機関はない");
  await expectAccessible(page);
  await findClinic(page, clinic);
  await page.goBack();
  for (const words of [clinic.name.replace("架空", "かくう").replace("健診", "ｹﾝｼﾝ"), "浜松町"]) {
    await page.getByLabel("名称・よみがな・駅名").fill(words);
    await button(page, "この条件でさがす").click();
    await expect(page.getByText(/^[1-9]\d*件見つかりました/)).toBeVisible();
  }
  await page.getByLabel("都道府県").selectOption("14");
  await button(page, "この条件でさがす").click();
  await expect(page.getByRole("heading", { name: "条件に合う健診機関が見つかりませんでした" })).toBeVisible();
  await page.getByRole("link", { name: "全国でさがす" }).click();
  await expect(page.getByText(/^[1-9]\d*件見つかりました/)).toBeVisible();
});

test("the calendar by keyboard: one stop, arrows between days, Enter opens @scripts", async ({ page, post, family, town }) => {
  const who = family("insured")[0]!;
  // in one week, so that arrows never leave the month shown
  const monday = [0, 1, 2, 3, 4].map(examDay).find((day) => day.weekday === 1)!;
  const days = [monday, monday.plus(1), monday.plus(3)];
  const inOneMonth = days.every((day) => day.iso.slice(0, 7) === monday.iso.slice(0, 7));
  const clinic = await town.clinic(...(inOneMonth ? days : [monday]).map((day) => ({ day })));
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await chooseOptions(page);
  await findClinic(page, clinic);
  const first = await calendarDay(page, monday);
  const stops = page.getByRole("table").locator('a[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await first.focus();
  if (inOneMonth) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("link", { name: days[2]!.spoken })).toBeFocused();
    await page.keyboard.press("Home");
  }
  await expect(first).toBeFocused();
  await expect(stops).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `${monday.full}の枠` })).toBeVisible();
});

test("a double click on 予約する books once; a retried hold is the same hold @scripts", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(1), capacity: 5 });
  await register(page, post, who);
  await signIn(page, who);
  await toCheck(page, town, clinic, examDay(1));
  await page.goBack();
  await button(page, "9:00で予約へ進む").dblclick({ noWaitAfter: true });
  await expectHeading(page, CHECK);
  expect(await town.remaining(clinic.places[0]!)).toBe(4);
  await button(page, "予約する").dblclick({ noWaitAfter: true });
  await expectHeading(page, BOOKED);
  await post.next(who.email, CONFIRMED_MAIL);
  const booked = "SELECT COUNT(*) FROM booking WHERE place_id = $1 AND state = 'confirmed'";
  expect(await society.database.number(booked, clinic.places[0]!)).toBe(1);
  expect(post.to(who.email)).toEqual([]);
});

test("reminders are switched off one by one; a result taken elsewhere is handed in", async ({ page, post, family }) => {
  const who = family("insured")[0]!;
  await register(page, post, who);
  await signIn(page, who);
  await page.goto("/checkup");
  await page.getByRole("link", { name: /^予約日のお知らせメール/ }).click();
  await page.getByRole("checkbox", { name: /^前日のメール/ }).uncheck();
  await button(page, "変更を保存する").click();
  await expect(page.getByText("変更を保存しました。")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^前日のメール/ })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: /^7日前のメール/ })).toBeChecked();
  await expectAccessible(page);

  await page.goto("/checkup/results");
  const file = page.getByLabel(/^結果のファイル/);
  await file.setInputFiles({ name: "kekka.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ, no PDF at all") });
  await button(page, "この結果を送る").click();
  await expectProblems(
    page,
    "どの健診の代わりかを選んでください",
    "受診日を入力してください",
    "受診した健診機関を入力してください",
    "ファイルはPDF・JPEG・PNGのどれかを選んでください",
  );
  await expectAccessible(page);
  await page.getByLabel(/^どの健診の代わりですか/).selectOption({ index: 1 });
  const day = await page.getByLabel(/^どの健診の代わりですか/).inputValue();
  await page.getByLabel(/^受診日/).fill(`${day.slice(0, 4)}-04-02`);
  await page.getByLabel(/^受診した健診機関/).fill("架空市民病院");
  const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  await file.setInputFiles({ name: "kekka.pdf", mimeType: "application/pdf", buffer: pdf });
  await button(page, "この結果を送る").click();
  await expect(page.getByText("健診結果をお預かりしました。")).toBeVisible();
  const sent = page.getByRole("listitem").filter({ hasText: "架空市民病院" });
  await expect(sent).toContainText("確認待ち");
  const href = await sent.getByRole("link", { name: "送ったファイルを開く" }).getAttribute("href");
  expect((await (await page.request.get(href ?? "")).body()).equals(pdf)).toBe(true);
  await expectAccessible(page);
});

test("a booking is of one person: another browser of the household sees none of it", async ({ page, post, family, town, elsewhere }) => {
  test.slow();
  const [wife, husband] = family("insured", "spouse") as [Person, Person];
  const clinic = await town.clinic({ day: examDay(3) });
  await register(page, post, wife);
  await signIn(page, wife);
  await book(page, town, clinic, examDay(3));
  const his = await elsewhere();
  await register(his, post, husband);
  await signIn(his, husband);
  await his.goto("/checkup/bookings");
  await expect(his.getByText("予約はまだありません。")).toBeVisible();
  await his.goto("/checkup");
  await expect(courseItem(his, town.year, "日帰り人間ドック")).toContainText("受けられます");
});
