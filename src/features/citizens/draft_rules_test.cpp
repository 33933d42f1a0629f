#include <doctest/doctest.h>

#include "features/citizens/draft_rules.hpp"
#include "features/citizens/ratings.hpp"
#include "platform/json/json.hpp"

namespace motcua::citizens {

namespace {

const Day today = make_day(2026, 9, 3);
const std::string digest(64, 'a');

people::Person proven()
{
    return {people::PersonKind::citizen, "NGUYỄN VĂN THỬ", "031088000001", std::nullopt, "1988-03-07", people::Sex::male, "0900000001", "thu@example.vn", "Số 1"};
}

DraftContent for_child(std::string birth_date)
{
    DraftContent content;
    content.mandate = Mandate::child;
    content.applicant.full_name = "Nguyễn Thị Bé Mẫu";
    content.applicant.birth_date = std::move(birth_date);
    content.representative = dossiers::Representative{"", std::nullopt, std::nullopt, std::nullopt, std::nullopt, "Cha"};
    return content;
}

std::vector<std::string> codes(const std::vector<FieldProblem>& problems)
{
    std::vector<std::string> list;
    for (const auto& problem : problems) list.push_back(problem.field + "=" + problem.code);
    return list;
}

forms::Field field(std::string name, forms::FieldType type, std::string label, std::optional<std::string> prefill = std::nullopt)
{
    forms::Field made;
    made.name = std::move(name);
    made.type = type;
    made.label = std::move(label);
    made.prefill = std::move(prefill);
    return made;
}

forms::Form form_of(std::vector<forms::Field> fields)
{
    return {"a", 1, "", "", {{"", std::nullopt, {}, std::move(fields)}}};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a child is who may not be eighteen yet")
{
    for (auto born : {"2008-09-04", "2008-09", "2008", "2020"}) CHECK_MESSAGE(mandate_faults(for_child(born), today).empty(), born);
    for (auto born : {"2008-09-03", "2008-08", "2007", "1951"})
        CHECK_MESSAGE(codes(mandate_faults(for_child(born), today)) == Names{"applicant.birth_date=not_a_child"}, born);
    CHECK(codes(mandate_faults(for_child(""), today)) == Names{"applicant.birth_date=required"});
}

TEST_CASE("who acts for another says by what right; a written authority is there as a file")
{
    DraftContent content;
    CHECK(mandate_faults(content, today).empty());
    content.mandate = Mandate::authorised;
    CHECK(codes(mandate_faults(content, today)) == Names{"representative.authorisation=required", "authorisation_files=required"});
    content.representative = dossiers::Representative{};
    content.authorisation_files = {digest};
    CHECK(mandate_faults(content, today).empty());
}

TEST_CASE("what a provider has proven goes before what was typed; contact is the person's choice")
{
    DraftContent content;
    content.applicant = {people::PersonKind::citizen, "TÊN KHÁC", "031099999999", std::nullopt, "1990", people::Sex::female, "0900000099", std::nullopt, "Số 2"};
    content.representative = dossiers::Representative{};
    content.authorisation_files = {digest};
    auto own = with_identity(content, proven());
    CHECK(own.applicant.full_name == "NGUYỄN VĂN THỬ");
    CHECK(own.applicant.personal_id == "031088000001");
    CHECK(own.applicant.phone == "0900000099");
    CHECK(own.applicant.address == "Số 2");
    CHECK_FALSE(own.applicant.email);
    CHECK_FALSE(own.representative);
    CHECK(own.authorisation_files.empty());

    auto child = with_identity(for_child("2020"), proven());
    CHECK(child.applicant.full_name == "Nguyễn Thị Bé Mẫu");
    CHECK(child.representative->full_name == "NGUYỄN VĂN THỬ");
    CHECK(child.representative->personal_id == "031088000001");
    CHECK(child.representative->authorisation == "Cha");
    CHECK(child.representative->kind == dossiers::RepresentativeKind::guardian);
    auto authorised = for_child("1951");
    authorised.mandate = Mandate::authorised;
    authorised.representative->kind = dossiers::RepresentativeKind::guardian;  // Nobody becomes a guardian by saying so.
    CHECK(with_identity(authorised, proven()).representative->kind == dossiers::RepresentativeKind::authorised);
}

TEST_CASE("only names of fields are noted, and only of those that differ")
{
    DraftContent before, after;
    CHECK(changed_parts(before, after).empty());
    after.applicant.phone = "0900000001";
    after.answers = json::parse(R"({"child_name":"A","empty":""})");
    after.documents = {{"giay", std::nullopt, 0, 0, std::nullopt, {digest}, std::nullopt}};
    CHECK(changed_parts(before, after) == Names{"applicant.phone", "answers.child_name", "documents"});
    CHECK(changed_parts(after, before) == Names{"applicant.phone", "answers.child_name", "documents"});
    CHECK(split(joined({"a", "b.c"})) == Names{"a", "b.c"});
    CHECK(split("").empty());
}

TEST_CASE("what an officer typed is said by the labels of the form, each once")
{
    auto form = form_of({field("child_name", forms::FieldType::name, "Họ tên con")});
    CHECK(parts_in_words({"applicant.full_name", "applicant.phone", "answers.child_name", "answers.gone", "documents"}, &form) ==
          "thông tin người nộp, Họ tên con, tờ khai, giấy tờ");
    CHECK(parts_in_words({}, nullptr).empty());
    std::vector<forms::Field> fields;
    Names many;
    for (int i = 0; i < 60; ++i) {
        fields.push_back(field("f" + std::to_string(i), forms::FieldType::text, "Một nhãn dài " + std::to_string(i)));
        many.push_back("answers.f" + std::to_string(i));
    }
    auto wide = form_of(fields);
    CHECK(parts_in_words(many, &wide).ends_with("…"));
}

TEST_CASE("every file that a draft names is found, in the answers too")
{
    DraftContent content;
    content.authorisation_files = {digest};
    content.documents = {{"giay", std::nullopt, 0, 0, std::nullopt, {digest}, std::nullopt}};
    content.answers = json::parse(R"({"scan":[")" + digest + R"("],"rows":[{"scan":")" + digest + R"("}],"name":"không phải tệp"})");
    Names fields;
    for (const auto& [field, file] : files_in(content)) fields.push_back(field);
    CHECK(fields == Names{"authorisation_files", "documents[0].files", "answers.scan", "answers.rows.scan"});
}

TEST_CASE("from afar no paper lies on a desk; authority and files of the answers become papers")
{
    DraftContent content = for_child("2020");
    content.documents = {{"giay", std::nullopt, 2, 1, std::nullopt, {digest}, std::nullopt}};
    content.fee = dossiers::FiledFee{};
    content.fee->collected = true;
    auto online = filing_of("1.001193", content, catalogue::Channel::online);
    CHECK(online.documents.at(0).originals == 0);
    CHECK(online.documents.at(0).copies == 0);
    CHECK(online.representative->authorisation == "Cha");
    CHECK_FALSE(online.fee->collected);
    CHECK(filing_of("1.001193", content, catalogue::Channel::counter).documents.at(0).originals == 2);
    content.mandate = Mandate::authorised;
    content.authorisation_files = {digest};
    content.answers = json::parse(R"({"scan":[")" + digest + R"("]})");
    auto authorised = filing_of("1.001193", content, catalogue::Channel::online);
    REQUIRE(authorised.documents.size() == 3);
    CHECK(authorised.documents[1].name == "Giấy ủy quyền: Cha");
    CHECK(authorised.documents[2].files == Names{digest});
    content.mandate = Mandate::child;
    CHECK(filing_of("1.001193", content, catalogue::Channel::counter).representative->kind == dossiers::RepresentativeKind::guardian);
    content.mandate = Mandate::self;
    CHECK_FALSE(filing_of("1.001193", content, catalogue::Channel::online).representative);
}

TEST_CASE("fields are filled from the identity in the shape that they have")
{
    auto form = form_of({field("name", forms::FieldType::name, "Tên", "applicant.full_name"), field("home", forms::FieldType::address, "Nơi ở", "applicant.address"),
                         field("other", forms::FieldType::text, "Khác", "applicant.ethnicity")});
    CHECK(json::print(prefilled(form, proven())) == R"({"name":"NGUYỄN VĂN THỬ","home":{"detail":"Số 1"}})");
}

TEST_CASE("only what is offered online, taken at the centre and has a form may be filed online")
{
    catalogue::Procedure procedure;
    procedure.online = catalogue::OnlineLevel::full_online;
    procedure.form = "khai-sinh";
    CHECK(may_be_filed_online(procedure));
    procedure.online = catalogue::OnlineLevel::none;
    CHECK_FALSE(may_be_filed_online(procedure));
    procedure.online = catalogue::OnlineLevel::partial_online;
    procedure.form.reset();
    CHECK_FALSE(may_be_filed_online(procedure));
    procedure.form = "khai-sinh";
    procedure.accepted_at_centre = false;
    CHECK_FALSE(may_be_filed_online(procedure));
}

TEST_CASE("a rating stays within its scales")
{
    DossierRatingInput rating;
    CHECK(codes(faults_of(rating)) == Names{"satisfaction=out_of_range"});
    rating.satisfaction = 5;
    CHECK(faults_of(rating).empty());
    rating.attitude = 6;
    rating.contacts = -1;
    rating.comment = std::string(2001, 'a');
    CHECK(codes(faults_of(rating)) == Names{"contacts=out_of_range", "attitude=out_of_range", "comment=too_long"});
}

}  // namespace motcua::citizens
