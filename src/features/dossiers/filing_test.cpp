#include <thread>

#include <doctest/doctest.h>

#include "features/documents/documents.hpp"
#include "features/dossiers/verify.hpp"
#include "features/dossiers/work.hpp"
#include "features/letters/letters.hpp"
#include "platform/json/json.hpp"
#include "test_city.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using namespace motcua::testing;

namespace {

template <class Slip>
Slip letter(TestCity& city, std::string_view code, std::int64_t number)
{
    auto id = city.dossier(code).id;
    auto sealed = city.db.read([&](db::Connection& c) { return DossierStore(c).letter_content(id, number); });
    return json::read<Slip>(city.vault.open(sealed, letter_purpose));
}

Content content(TestCity& city, std::string_view code)
{
    return city.db.read([&](db::Connection& c) {
        Work work(city.dossiers.services(), c, Actor::system());
        return work.content(city.dossier(code));
    });
}

// Refused without a trace.
std::string refused(TestCity& city, const Filing& filing, std::string_view by = "tiepnhan")
{
    auto before = city.count("SELECT COUNT(*) FROM dossier") + city.count("SELECT COUNT(*) FROM journal") + city.count("SELECT COUNT(*) FROM person") +
                  city.count("SELECT COUNT(*) FROM letter") + city.count("SELECT COUNT(*) FROM code_sequence");
    auto actor = city.as(by);
    auto code = refusal_of([&] { city.dossiers.file(actor, filing); });
    auto after = city.count("SELECT COUNT(*) FROM dossier") + city.count("SELECT COUNT(*) FROM journal") + city.count("SELECT COUNT(*) FROM person") +
                 city.count("SELECT COUNT(*) FROM letter") + city.count("SELECT COUNT(*) FROM code_sequence");
    if (!code.empty()) CHECK(before == after);
    return code;
}

template <class Change>
std::string refused_with(TestCity& city, Change change, std::string_view procedure = road_permit, std::string_view by = "tiepnhan")
{
    auto filing = a_filing(procedure).filing;
    change(filing);
    return refused(city, filing, by);
}

}  // namespace

TEST_CASE("a dossier taken at the counter gets its code, its date, its receipt and its desk")
{
    for_each_city([](TestCity& city) {
        auto summary = city.file("tiepnhan", a_filing());
        CHECK(summary.code == "H24.158-260702-0001");
        CHECK(summary.version == 2);
        CHECK(summary.state == State::received);
        CHECK(summary.state_name == "Được tiếp nhận");
        CHECK(summary.received_at == city.clock.now());
        CHECK(summary.due_at == at(9, 7, 8));
        CHECK(!summary.provisional);
        CHECK(!summary.late);
        CHECK(summary.holder == "Trung tâm Phục vụ hành chính công xã Tân Minh");
        CHECK(summary.forward_by == at(2, 7, 17));
        CHECK(summary.fee_vnd == Vnd{0});
        REQUIRE(summary.letters.size() == 1);
        CHECK(summary.letters[0].form == "receipt");
        CHECK(summary.letters[0].number == 1);
        CHECK(summary.letters[0].number_text == "01/-TTPVHCC");
        CHECK(summary.warnings.empty());

        auto d = city.dossier(summary.code);
        CHECK(d.intake_agency_id == city.agency("11779/trung-tam"));
        CHECK(d.deciding_agency_id == city.agency("11779"));
        CHECK(d.division_agency_id == city.agency("11779/phong-kinh-te"));
        CHECK(d.return_agency_id == d.intake_agency_id);
        CHECK(d.limit_unit == LimitUnit::working_day);
        CHECK(d.limit_hundredths == 500);
        CHECK(city.acts_of(summary.code) == std::vector<std::string>{"filed", "received"});
        REQUIRE(d.tasks.size() == 1);
        CHECK(d.tasks[0].kind == TaskKind::forward);
        CHECK(city.count("SELECT COUNT(*) FROM handover") == 0);
        CHECK(city.count("SELECT COUNT(*) FROM submitted_document") == 2);
        CHECK(city.messages().empty());  // The applicant stands at the counter.
        REQUIRE(city.changes.size() == 1);
        CHECK(city.changes[0].code == summary.code);
        CHECK(city.changes[0].agencies == std::vector<AgencyId>{d.intake_agency_id});

        auto receipt = letter<letters::Receipt>(city, summary.code, 1);
        CHECK(receipt.applicant.name == "Nguyễn Thị Mẫu");
        CHECK(receipt.applicant.id_number == "031199000001");
        CHECK(receipt.head.place_name == "Tân Minh");
        CHECK(receipt.head.issuing_agency == "Trung tâm Phục vụ hành chính công xã Tân Minh");
        CHECK(receipt.head.superior_agency == "Ủy ban nhân dân xã Tân Minh");
        CHECK(receipt.head.lookup_address == "https://thu.example/tra-cuu?ma=H24.158-260702-0001");
        CHECK(receipt.papers.size() == 2);
        CHECK(receipt.limit_text == "05 ngày làm việc");
        CHECK(receipt.due_at == at(9, 7, 8));
        CHECK(receipt.return_place == "Trung tâm Phục vụ hành chính công xã Tân Minh");
        CHECK(verify(city.db).faults.empty());
    });
}

TEST_CASE("a dossier with something missing waits at the counter with Mẫu 02, one that does not belong here ends with Mẫu 03")
{
    for_each_city([](TestCity& city) {
        auto filing = a_filing().decide(Decision::request_supplement);
        filing.filing.documents.clear();
        filing.filing.guidance = "Nộp bản có dấu";
        auto waiting = city.file("tiepnhan", filing);
        CHECK(waiting.state == State::supplementing);
        CHECK(!waiting.received_at);
        CHECK(!waiting.due_at);
        CHECK(waiting.letters.at(0).number_text == "01/PBS-TTPVHCC");
        CHECK(city.acts_of(waiting.code) == std::vector<std::string>{"filed", "supplement_requested"});
        auto slip = letter<letters::SupplementRequest>(city, waiting.code, 1);
        CHECK(slip.items == std::vector<std::string>{"Bản vẽ hoàn công"});
        CHECK(slip.guidance == "Nộp bản có dấu");
        CHECK(city.dossier(waiting.code).tasks.at(0).kind == TaskKind::accept);

        auto rejected = city.file("tiepnhan", a_filing().decide(Decision::reject));
        CHECK(rejected.code == "H24.158-260702-0002");
        CHECK(rejected.state == State::rejected);
        CHECK(rejected.letters.at(0).number_text == "01/PTC-TTPVHCC");
        CHECK(letter<letters::IntakeRejection>(city, rejected.code, 1).reason == "Thiếu bản vẽ hoàn công");
        CHECK(city.dossier(rejected.code).tasks.empty());
        CHECK(!rejected.holder);
        CHECK(city.changes.size() == 1);  // Nobody's inbox is touched by the refusal.
        CHECK(verify(city.db).faults.empty());
    });
}

TEST_CASE("what is handed on at once stands at its desk with the routing slip's first line")
{
    for_each_city([](TestCity& city) {
        auto summary = city.file("tiepnhan", a_filing().forwarded_at_once());
        CHECK(summary.state == State::processing);
        CHECK(summary.version == 3);
        CHECK(summary.step_name == "Thẩm định hồ sơ");
        CHECK(summary.holder == "Phòng Kinh tế xã Tân Minh");
        CHECK(city.acts_of(summary.code) == std::vector<std::string>{"filed", "received", "forwarded"});
        auto rows = city.db.read([&](db::Connection& c) { return DossierStore(c).handovers(city.dossier(summary.code).id); });
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].number == 3);
        CHECK(rows[0].kind == "given");
        CHECK(rows[0].from_agency_id == city.agency("11779/trung-tam"));
        CHECK(rows[0].to_agency_id == city.agency("11779/phong-kinh-te"));
    });
}

TEST_CASE("codes run by the deciding agency and the day, and past midnight begin anew")
{
    for_each_city([](TestCity& city) {
        city.clock.set(at(2, 7, 23, 59));
        CHECK(city.file("tiepnhan", a_filing()).code == "H24.158-260702-0001");
        CHECK(city.file("tiepnhan.khac", a_filing()).code == "H24.159-260702-0001");
        CHECK(city.file("tiepnhan.khac", a_filing().in(tan_minh)).code == "H24.158-260702-0002");
        CHECK(city.file("tiepnhan", a_filing(merit)).code == "H24.13-260702-0001");  // Of the agency that decides
        city.clock.set(at(3, 7, 0));
        CHECK(city.file("tiepnhan", a_filing()).code == "H24.158-260703-0001");
        city.execute("UPDATE code_sequence SET last = 9999 WHERE series = 'H24.158-260703'");
        CHECK(city.file("tiepnhan", a_filing()).code == "H24.158-260703-10000");
    });
}

TEST_CASE("slips are numbered by form, agency and year")
{
    for_each_city([](TestCity& city) {
        auto number = [&](std::string_view by, const AFiling& filing) { return city.file(by, filing).letters.at(0).number_text; };
        CHECK(number("tiepnhan", a_filing()) == "01/-TTPVHCC");
        CHECK(number("tiepnhan", a_filing()) == "02/-TTPVHCC");
        CHECK(number("tiepnhan", a_filing().decide(Decision::reject)) == "01/PTC-TTPVHCC");
        CHECK(number("tiepnhan.khac", a_filing()) == "01/-TTPVHCC");
        CHECK(number("tiepnhan.khac", a_filing().in(tan_minh)) == "02/-TTPVHCC");
        city.clock.set(instant_in_vietnam(make_day(2026, 12, 31), MinuteOfDay(24 * 60 - 1)));
        CHECK(number("tiepnhan", a_filing()) == "03/-TTPVHCC");
        city.clock.set(instant_in_vietnam(make_day(2027, 1, 1), MinuteOfDay(0)));
        CHECK(number("tiepnhan", a_filing()) == "01/-TTPVHCC");
    });
}

TEST_CASE("dossiers filed at once by many officers have codes without a gap or a double")
{
    for_each_city([](TestCity& city) {
        auto one = city.as("tiepnhan"), two = city.as("tiepnhan2");
        std::vector<std::thread> counters;
        for (const auto* actor : {&one, &two})
            counters.emplace_back([&city, actor] {
                Dossiers dossiers({city.db, city.clock, city.catalogue, city.staff, city.people, city.vault, "", [](const Change&) {}});
                for (int i = 0; i < 8; ++i) dossiers.file(*actor, a_filing());
            });
        for (auto& counter : counters) counter.join();
        CHECK(city.count("SELECT COUNT(*) FROM dossier") == 16);
        CHECK(city.count("SELECT COUNT(DISTINCT code) FROM dossier") == 16);
        CHECK(city.count("SELECT COUNT(DISTINCT series_number) FROM letter") == 16);
        CHECK(city.count("SELECT COUNT(*) FROM person") == 1);
        CHECK(verify(city.db).faults.empty());
    });
}

TEST_CASE("what was filed is kept sealed, cleaned, and open to whoever holds the key")
{
    for_each_city([](TestCity& city) {
        auto filing = a_filing().of("  Nguye\xcc\x82\xcc\x83n Văn Thử", "031099000003").phone("+84 900 000 005").filing;
        filing.summary = " Đào đường lắp nước ";
        filing.dossier_sets = 2;
        filing.representative = Representative{" Trần Thị Thay ", " 031199000002 ", std::nullopt, "+84 900.000.003", "", " mẹ "};
        filing.applicant.sex = people::Sex::female;
        auto summary = city.file("tiepnhan", filing);
        CHECK(summary.warnings == std::vector<std::string>{"sex_differs"});
        auto kept = content(city, summary.code);
        CHECK(kept.applicant.full_name == "Nguyễn Văn Thử");
        CHECK(kept.applicant.phone == "0900000005");
        CHECK(kept.summary == "Đào đường lắp nước");
        CHECK(kept.dossier_sets == 2);
        REQUIRE(kept.representative);
        CHECK(kept.representative->full_name == "Trần Thị Thay");
        CHECK(kept.representative->personal_id == "031199000002");
        CHECK(kept.representative->phone == "0900000003");
        CHECK(!kept.representative->email);
        CHECK(kept.representative->authorisation == "mẹ");
        auto stored = city.stored(summary.code);
        CHECK(stored.applicant_name == "Nguyễn Văn Thử");
        CHECK(stored.applicant_phone == "0900000005");
        CHECK(letter<letters::Receipt>(city, summary.code, 1).request.ends_with(": Đào đường lắp nước"));
    });
}

TEST_CASE("fees are charged as the catalogue says and may be collected at once")
{
    in_one_city([](TestCity& city) {
        auto filing = a_filing(house_permit).filing;
        auto owed = city.file("tiepnhan", filing);
        CHECK(owed.fee_vnd == Vnd{75000});
        CHECK(!city.dossier(owed.code).fee_paid_at);
        filing.fee->collected = true;
        auto paid = city.file("tiepnhan", filing);
        CHECK(city.dossier(paid.code).fee_paid_at == city.clock.now());
        CHECK(city.dossier(paid.code).owed() == Vnd{0});
        auto free = a_filing().filing;
        free.fee.emplace().collected = true;  // Nothing to collect
        CHECK(!city.dossier(city.file("tiepnhan", free).code).fee_paid_at);
        CHECK(refused_with(city, [](Filing& f) { f.fee.reset(); }, birth) == "fee.chosen=fee_choice_needed");
        CHECK(refused_with(city, [](Filing& f) { f.fee->chosen[0].code = "mien-phi"; }, birth) == "fee.chosen.le-phi-ho-tich=unknown_choice");
        CHECK(refused_with(city, [](Filing& f) { f.fee->copies = 0; }, birth) == "fee.copies=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.fee->pages = -1; }, birth) == "fee.pages=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.fee->exemption = "Người quen"; }, birth) == "fee.exemption=unknown_choice");
        auto exempt = a_filing(house_permit).filing;
        exempt.fee->exemption = shipped_catalogue()->procedure_version(house_permit, 1)->exemptions.at(0);
        auto filed = city.file("tiepnhan", exempt);
        CHECK(filed.fee_vnd == Vnd{0});
        CHECK(content(city, filed.code).fee_exemption == exempt.fee->exemption);
    });
}

TEST_CASE("papers are kept as they were handed in, with their files")
{
    for_each_city([](TestCity& city) {
        db::TemporaryFolder folder;
        documents::Documents documents(city.db, city.clock, {folder.path(), 1024, ""});
        auto scan = documents.store(city.as("tiepnhan"), "đơn.pdf", "%PDF-1.7 đơn").digest;
        auto filing = a_filing().filing;
        filing.documents[0] = {filing.documents[0].code, std::nullopt, 0, 0, "bản điện tử", {scan, scan}, std::nullopt};
        filing.documents.push_back({"khac", " Ảnh hiện trường ", 0, 3, std::nullopt, {}, std::nullopt});
        auto code = city.file("tiepnhan", filing).code;
        auto id = city.dossier(code).id;
        auto [papers, files] = city.db.read([&](db::Connection& c) { return std::pair(DossierStore(c).papers(id).all(), DossierStore(c).files(id).all()); });
        REQUIRE(papers.size() == 3);
        CHECK(papers[0].number == 1);
        CHECK(papers[0].digitised);
        CHECK(papers[0].note == "bản điện tử");
        CHECK(!papers[1].digitised);
        CHECK(papers[1].originals == 1);
        CHECK(papers[1].copies == 1);
        CHECK(papers[2].name == "Ảnh hiện trường");
        REQUIRE(files.size() == 1);
        CHECK(files[0].name == "đơn.pdf");
        CHECK(files[0].document_number == 1);
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].files = {std::string(64, 'a')}; }) == "documents=unknown_file");
    });
}

TEST_CASE("papers with faults are named one by one")
{
    in_one_city([](TestCity& city) {
        CHECK(refused_with(city, [](Filing& f) { f.documents.pop_back(); }) == "documents=document_missing");
        CHECK(refused_with(city, [](Filing& f) { f.documents[1].originals = f.documents[1].copies = 0; }) == "documents=document_missing");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].code = "khong-co"; }) == "documents[0].code=unknown_document");
        CHECK(refused_with(city, [](Filing& f) { f.documents.push_back({"khac", "  ", 1, 0, std::nullopt, {}, std::nullopt}); }) ==
              "documents[2].name=required");
        CHECK(refused_with(city, [](Filing& f) { f.documents.push_back({"khac", std::string(301, 'x'), 1, 0, std::nullopt, {}, std::nullopt}); }) ==
              "documents[2].name=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.documents.push_back({"khac", "a\x01", 1, 0, std::nullopt, {}, std::nullopt}); }) ==
              "documents[2].name=control_characters");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].note = std::string(501, 'x'); }) == "documents[0].note=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].originals = -1; }) == "documents[0].originals=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].copies = 100; }) == "documents[0].copies=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].files.resize(51); }) == "documents[0].files=too_many");
        CHECK(refused_with(city, [](Filing& f) { f.documents[0].reused = true; }) == "documents[0].reused=not_reusable");
        auto many = a_filing().filing;
        for (int i = 0; i < 100; ++i) many.documents.push_back({"khac", "Ảnh", 1, 0, std::nullopt, {}, std::nullopt});
        CHECK(refused(city, many) == "documents=too_many");
        // What a connected database holds need not be handed in.
        CHECK(refused_with(city, [](Filing& f) { f.documents[0] = {f.documents[0].code, std::nullopt, 0, 0, std::nullopt, {}, true}; }, birth).empty());
        // Nothing need be complete to be refused or sent back.
        auto incomplete = a_filing().decide(Decision::request_supplement).filing;
        incomplete.documents.clear();
        CHECK(refused(city, incomplete).empty());
    });
}

TEST_CASE("every other fault of a filing is named with its field")
{
    in_one_city([](TestCity& city) {
        auto post = [](Filing& f) { f.return_method = ReturnMethod::post, f.applicant.address.reset(); };
        CHECK(refused_with(city, post) == "return_address=required");
        CHECK(refused_with(city, [&](Filing& f) { post(f), f.return_address = "  "; }) == "return_address=required");
        CHECK(refused_with(city, [&](Filing& f) { post(f), f.return_address = "Thôn 2"; }).empty());
        CHECK(refused_with(city, [&](Filing& f) { post(f), f.return_address = std::string(501, 'x'); }) == "return_address=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.summary = std::string(1001, 'x'); }) == "summary=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.summary = "a\x01"; }) == "summary=control_characters");
        CHECK(refused_with(city, [](Filing& f) { f.dossier_sets = 0; }) == "dossier_sets=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.dossier_sets = 100; }) == "dossier_sets=out_of_range");
        CHECK(refused_with(city, [](Filing& f) { f.assisted = std::string(2001, 'x'); }) == "assisted=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.applicant.full_name = ""; }) == "applicant.full_name=required");
        CHECK(refused_with(city, [](Filing& f) { f.applicant.phone = "12"; }) == "applicant.phone=not_a_phone");
        auto thay = [](Filing& f) { f.representative = Representative{"Trần Thị Thay", std::nullopt, std::nullopt, std::nullopt, std::nullopt, "mẹ"}; };
        CHECK(refused_with(city, thay).empty());
        CHECK(refused_with(city, [&](Filing& f) { thay(f), f.representative->full_name = " "; }) == "representative.full_name=required");
        CHECK(refused_with(city, [&](Filing& f) { thay(f), f.representative->personal_id = "1"; }) == "representative.personal_id=not_a_personal_id");
        CHECK(refused_with(city, [&](Filing& f) { thay(f), f.representative->authorisation = " "; }) == "representative.authorisation=required");
        CHECK(refused_with(city, [&](Filing& f) { thay(f), f.representative->authorisation = std::string(501, 'x'); }) ==
              "representative.authorisation=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.decision = Decision::reject; }) == "reason=required");
        CHECK(refused_with(city, [](Filing& f) { f.decision = Decision::reject, f.reason = std::string(2001, 'x'); }) == "reason=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.decision = Decision::reject, f.reason = "Sai", f.guidance = std::string(2001, 'x'); }) ==
              "guidance=too_long");
        CHECK(refused_with(city, [](Filing& f) { f.decision = Decision::request_supplement, f.reason = "Thiếu"; }) == "items=required");
        CHECK(refused_with(city, [](Filing& f) { f.decision = Decision::request_supplement, f.reason = "Thiếu", f.items = {" "}; }) ==
              "items[0]=required");
        CHECK(refused_with(city, [](Filing& f) { f.answers = json::parse(R"({"x":1})"); }) == "answers=no_form");
        CHECK(refused_with(city, [](Filing& f) { f.answers = json::parse(R"({"child_name":5})"); }, birth).starts_with("answers."));
        CHECK(refused_with(city, [](Filing& f) { f.channel = catalogue::Channel::online; }, birth).starts_with("answers."));
    });
}

TEST_CASE("what the centre does not take is refused with the reason")
{
    in_one_city([](TestCity& city) {
        CHECK(refused_with(city, [](Filing& f) { f.procedure = "9.999999"; }) == "procedure=unknown_procedure");
        CHECK(refused(city, a_filing("1.001601")) == "not_taken_here");               // Social insurance takes it itself.
        CHECK(refused(city, a_filing("2.002913")) == "procedure_not_in_force");       // From 8 September 2026
        city.clock.set(at(8, 9, 8));
        CHECK(refused(city, a_filing("2.002913")).empty());
        CHECK(refused(city, a_filing("1.011607")).empty());
        city.clock.set(instant_in_vietnam(make_day(2027, 1, 1), MinuteOfDay(0)));
        CHECK(refused(city, a_filing("1.011607")) == "procedure_not_in_force");       // Until the end of 2026
    });
}

TEST_CASE("a dossier may be taken for another commune and returned by a third centre, unless the procedure is local")
{
    for_each_city([](TestCity& city) {
        auto summary = city.file("tiepnhan.khac", a_filing().in(tan_minh).returned_in(tan_minh));
        auto d = city.dossier(summary.code);
        CHECK(d.intake_agency_id == city.agency("11791/trung-tam"));
        CHECK(d.deciding_agency_id == city.agency("11779"));
        CHECK(d.return_agency_id == city.agency("11779/trung-tam"));
        CHECK(!d.clock_started_at);
        CHECK(summary.provisional);
        CHECK(summary.due_at);
        CHECK(summary.letters.at(0).number_text == "01/-TTPVHCC");
        CHECK(refused(city, a_filing("1.001731").in("11779/trung-tam"), "tiepnhan") == "unit_code=unknown_unit");
        CHECK(refused(city, a_filing().in("so-noi-vu")) == "unit_code=unknown_unit");
        CHECK(refused(city, a_filing().in("99999")) == "unit_code=unknown_unit");
        CHECK(refused(city, a_filing().returned_in("so-noi-vu")) == "return_unit_code=unknown_unit");
        CHECK(refused(city, a_filing("1.004222").in(tan_minh), "tiepnhan.khac") == "only_own_centre");
        CHECK(refused(city, a_filing("1.004222"), "tiepnhan.khac").empty());
    });
}

TEST_CASE("only who receives at a centre files, whatever else an officer may do")
{
    in_one_city([](TestCity& city) {
        for (const auto* by : {"traketqua", "kinhte", "truongkinhte", "lanhdao", "quanly", "kiemsoat", "quantri", "noivu", "tructiep"}) {
            INFO(by);
            CHECK(refused(city, a_filing(), by) == "not_intake_centre");
        }
        CHECK(refused(city, a_filing(), "giamdoc").empty());
        // A role at a counter alone is none at the centre, whose dossier it is.
        city.staff.add_agency(city.as("quanly"), "11779/trung-tam", staff::AgencyKind::counter, "quay-1", "Quầy số 1");
        city.staff.create_officer(city.as("quanly"), {"quay1", "Đỗ Thị Quầy", "Công chức", "11779/quay-1", "mat-khau-dau-tien",
                                                      {{"11779/quay-1", "tiep-nhan"}}});
        CHECK(refused(city, a_filing(), "quay1") == "not_intake_centre");
    });
}

TEST_CASE("a procedure whose agency the city does not have goes to the control office")
{
    for_each_city([](TestCity& city) {
        auto summary = city.file("tiepnhan", a_filing("1.011441").forwarded_at_once());  // Văn phòng đăng ký đất đai
        auto d = city.dossier(summary.code);
        CHECK(d.deciding_agency_id == city.agency("31"));
        CHECK(d.division_agency_id == city.agency("31"));
        CHECK(summary.code == "H24-260702-0001");
        CHECK(summary.holder == "Ủy ban nhân dân thành phố");
    });
}
