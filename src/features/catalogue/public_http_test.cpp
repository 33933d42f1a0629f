#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "features/catalogue/public_http.hpp"
#include "features/catalogue/testing.hpp"
#include "features/catalogue/words.hpp"
#include "platform/json/json.hpp"

namespace motcua::catalogue {

namespace {

class Api {
public:
    explicit Api(const SampleFiles& files = {}) : m_catalogue(files.load().snapshot) { add_public_routes(m_routes, m_catalogue, m_clock); }

    json::Value get(const std::string& path, const std::string& query = "") { return call("GET", path, query, ""); }
    json::Value post(const std::string& path, const std::string& body) { return call("POST", path, "", body); }

    // "code", or "field code, field code" when fields are refused.
    std::string refusal(const std::string& method, const std::string& path, const std::string& query, const std::string& body = "")
    {
        try {
            call(method, path, query, body);
        } catch (const Refusal& refused) {
            std::string text;
            for (const auto& problem : refused.fields) text += (text.empty() ? "" : ", ") + problem.field + " " + problem.code;
            return text.empty() ? refused.code : text;
        }
        return "none";
    }

private:
    json::Value call(const std::string& method, const std::string& path, const std::string& query, const std::string& body)
    {
        http::Request request;
        request.method = method;
        request.path = "/api/public/v1/" + path;
        request.query = query;
        request.body = body;
        bool path_known = false;
        const auto* route = m_routes.find(method, request.path, request.parameters, path_known);
        REQUIRE(route);
        CHECK(route->permission == Permission::anyone);
        return json::parse(route->handler(request).body);
    }

    Catalogue m_catalogue;
    ManualClock m_clock{instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay(600))};
    http::Routes m_routes;
};

std::string ids_of(const json::Value& page)
{
    std::string text;
    for (const auto& item : *page.find("items")->array()) text += (text.empty() ? "" : " ") + std::string(item.text_of("id"));
    return text;
}

std::string all_of(const json::Value& list, std::string_view member)
{
    std::string text;
    for (const auto& item : *list.find("items")->array()) text += (text.empty() ? "" : "; ") + std::string(item.text_of(member));
    return text;
}

}  // namespace

TEST_CASE("procedures are found by words without marks, by aliases and by id")
{
    Api api;
    CHECK(ids_of(api.get("procedures")) == "1.000002 1.000001");
    CHECK(ids_of(api.get("procedures", "q=khai%20sinh")) == "1.000001");
    CHECK(ids_of(api.get("procedures", "q=GI%E1%BA%A4Y%20kh")) == "1.000001");
    CHECK(ids_of(api.get("procedures", "q=1.000002")) == "1.000002");
    CHECK(ids_of(api.get("procedures", "q=dang%20ky")) == "1.000002 1.000001");
    CHECK(ids_of(api.get("procedures", "q=inh")) == "");
    CHECK(ids_of(api.get("procedures", "subject=ho%20tich")) == "1.000001");
    CHECK(ids_of(api.get("procedures", "subject=ho")) == "");
    auto row = api.get("procedures", "q=khai%20sinh").find("items")->array()->front();
    CHECK(json::print(row) == R"({"id":"1.000001","code":"1.000001","name":"Thủ tục đăng ký khai sinh","short_name":"Khai sinh","subject":"Hộ tịch",)"
                              R"("online":"partial_online","limit_text":"từ 3 ngày làm việc đến 7,5 ngày làm việc","fee_text":"từ 0 đ đến 8.000 đ"})");
}

TEST_CASE("the list of procedures goes on after the last one shown")
{
    Api api;
    auto first = api.get("procedures", "limit=1");
    CHECK(ids_of(first) == "1.000002");
    CHECK(first.text_of("next") == "1.000002");
    auto second = api.get("procedures", "limit=1&after=1.000002");
    CHECK(ids_of(second) == "1.000001");
    CHECK(second.find("next") == nullptr);
    CHECK(api.refusal("GET", "procedures", "after=nowhere") == "after bad_cursor");
    CHECK(api.refusal("GET", "procedures", "limit=0") == "limit out_of_range");
    CHECK(api.refusal("GET", "procedures", "limit=201") == "limit out_of_range");
    CHECK(api.refusal("GET", "procedures", "limit=5x") == "limit not_whole_number");
}

TEST_CASE("one procedure is shown with its form, its steps and the fees of the day")
{
    SampleFiles files;
    files.change("procedures/ho_tich/1.000001.toml", "area = \"hai-phong-cu\"", "area = \"hai-phong-cu\"\nuntil = 2026-07-01");
    Api api(files);
    auto view = api.get("procedures/1.000001");
    CHECK(view.text_of("effective_from") == "2025-07-01");
    CHECK(view.find("form")->text_of("code") == "khai-sinh");
    CHECK(view.find("fees")->array()->size() == 1);
    CHECK(json::print(*view.find("limits")) == R"([{"text":"3 ngày làm việc"},{"text":"7,5 ngày làm việc","case_name":"có yếu tố nước ngoài"}])");
    CHECK(json::print(*view.find("steps")) == R"([{"code":"tham-dinh","name":"Thẩm định"},{"code":"ky","name":"Ký"},{"code":"tra","name":"Trả kết quả"}])");
    CHECK(json::print(*api.get("procedures/1.000002").find("related")) == R"(["1.000001"])");
    CHECK(api.refusal("GET", "procedures/1.999999", "") == "unknown_procedure");
}

TEST_CASE("fees are quoted for a unit, a channel and answers")
{
    Api api;
    auto quoted = api.post("procedures/1.000001/fees", R"({"unit_code":"10001","channel":"counter","answers":{"birth_date":"2026-01-01"}})");
    CHECK(json::print(quoted) == R"({"lines":[{"code":"qua-han","name":"Lệ phí khai sinh","quantity":1,"amount_vnd":8000,"legal_basis":"12/2018/NQ-HĐND"}],)"
                                 R"("total_vnd":8000,"open_groups":[],"unknown_amount":false})");
    CHECK(json::print(api.post("procedures/1.000001/fees", R"({"unit_code":"10001","channel":"counter","exemption":"Người khuyết tật"})")) ==
          R"({"lines":[],"total_vnd":0,"open_groups":[],"unknown_amount":false,"exempt_because":"Người khuyết tật"})");
    CHECK(api.refusal("POST", "procedures/1.000001/fees", "", R"({"unit_code":"99999","channel":"counter"})") == "unit_code unknown_unit");
    CHECK(api.refusal("POST", "procedures/1.000001/fees", "", R"({"channel":"fax"})") == "channel unknown_choice");
    CHECK(api.refusal("POST", "procedures/1.000001/fees", "", R"({"channel":"counter","exemption":"x"})") == "exemption unknown_choice");
    CHECK(api.refusal("POST", "procedures/1.000001/fees", "", R"({"channel":"counter","chosen":[{"group":"le-phi","code":"x"}]})") == "chosen.le-phi unknown_choice");
    CHECK(api.refusal("POST", "procedures/1.9/fees", "", R"({"channel":"counter"})") == "unknown_procedure");
}

TEST_CASE("units, provinces and communes are listed")
{
    Api api;
    CHECK(all_of(api.get("units"), "full_name") == "Xã Mẫu Một; Phường Mẫu Hai");
    auto centre = api.get("units/10001");
    CHECK(centre.text_of("full_name") == "Xã Mẫu Một");
    CHECK(json::print(*centre.find("hours")).starts_with(R"([{"weekday":1,"from":"08:00","to":"12:00"},)"));
    CHECK(json::print(*centre.find("hours")).ends_with(R"({"weekday":6,"from":"08:00","to":"11:00"}])"));
    CHECK(json::print(*api.get("units/10002").find("hours")).starts_with(R"([{"weekday":1,"from":"07:00","to":"11:30"},{"weekday":1,"from":"13:30","to":"17:00"},)"));
    CHECK(json::print(api.get("units/" + std::string(centre.text_of("slug")))) == json::print(centre));
    CHECK(api.refusal("GET", "units/99999", "") == "unknown_unit");
    CHECK(all_of(api.get("provinces"), "full_name") == "Thành phố Hải Phòng");
    CHECK(all_of(api.get("communes"), "code") == "10001; 10002; 10003");
    CHECK(all_of(api.get("communes", "q=mau%20h"), "code") == "10002");
    CHECK(all_of(api.get("communes", "q=h%20mau"), "code") == "10002");
    CHECK(all_of(api.get("communes", "q=au"), "code") == "");
    CHECK(all_of(api.get("communes", "province_code=32"), "code") == "");
    CHECK(all_of(api.get("communes", "limit=2"), "province_name") == "Thành phố Hải Phòng; Thành phố Hải Phòng");
}

TEST_CASE("an old unit is asked for a residence or for land")
{
    Api api;
    CHECK(all_of(api.get("old-units", "name=Gia%20Vi%C3%AAn&district=Ng%C3%B4%20Quy%E1%BB%81n"), "unit_name") == "Phường Mẫu Hai");
    CHECK(all_of(api.get("old-units", "name=gia%20vien&purpose=land"), "unit_name") == "Xã Mẫu Một; Phường Mẫu Hai");
    CHECK(api.refusal("GET", "old-units", "") == "name required");
    CHECK(api.refusal("GET", "old-units", "name=a&purpose=fun") == "purpose unknown_choice");
}

TEST_CASE("a deadline is reckoned by the hours of the unit")
{
    Api api;
    auto due = api.post("deadlines", R"({"received_at":"2026-07-06T09:20+07:00","limit":{"amount":3,"unit":"working_day"}})");
    CHECK(due.text_of("due_at") == "2026-07-09T02:20:00Z");
    CHECK(*due.find("provisional")->boolean() == false);
    CHECK(due.find("explanation")->array());
    CHECK(*api.post("deadlines", R"({"received_at":"2027-07-02T09:20+07:00","limit":{"amount":7.5,"unit":"working_day"},"unit_code":"10002"})").find("provisional")->boolean());
    auto later = api.post("deadlines", R"({"received_at":"2026-07-06T09:20+07:00","limit":{"amount":3,"unit":"working_day"},"policy":"reset",)"
                                       R"("pauses":[{"from":"2026-07-07T09:20+07:00","to":"2026-07-08T09:20+07:00"}]})");
    CHECK(later.text_of("due_at") == "2026-07-13T02:20:00Z");
}

TEST_CASE("what no deadline can be reckoned from is refused")
{
    Api api;
    auto refused = [&](const std::string& rest) { return api.refusal("POST", "deadlines", "", R"({"received_at":"2026-07-06T09:20+07:00",)" + rest + "}"); };
    CHECK(refused(R"("limit":{"amount":0,"unit":"day"})") == "limit.amount out_of_range");
    CHECK(refused(R"("limit":{"amount":-1,"unit":"day"})") == "limit.amount out_of_range");
    CHECK(refused(R"("limit":{"amount":1e300,"unit":"day"})") == "limit.amount out_of_range");
    CHECK(refused(R"("limit":{"amount":0.001,"unit":"day"})") == "limit.amount out_of_range");
    CHECK(refused(R"("limit":{"amount":1,"unit":"week"})") == "limit.unit unknown_choice");
    CHECK(refused(R"("limit":{"amount":1,"unit":"day"},"unit_code":"1")") == "unit_code unknown_unit");
    CHECK(refused(R"("limit":{"amount":1,"unit":"day"},"pauses":[{"from":"2026-07-07T09:20Z","to":"2026-07-06T09:20Z"}])") == "pauses[0].to too_early");
    CHECK(refused(R"("limit":{"amount":1,"unit":"day"},"pauses":[{"from":"2026-07-07T09:20Z"}])") == "pauses[0].to required");
    CHECK(api.refusal("POST", "deadlines", "", R"({"received_at":"1999-07-06T09:20Z","limit":{"amount":1,"unit":"day"}})") == "received_at out_of_range");
    CHECK(api.refusal("POST", "deadlines", "", R"({"limit":{"amount":1,"unit":"day"}})") == "received_at required");
}

TEST_CASE("limits and fees are said in few words")
{
    CHECK(in_words(TimeLimit{LimitUnit::working_day, 750}) == "7,5 ngày làm việc");
    CHECK(in_words(TimeLimit{LimitUnit::working_day, 725}) == "7,25 ngày làm việc");
    CHECK(in_words(TimeLimit{LimitUnit::working_day, 105}) == "1,05 ngày làm việc");
    CHECK(in_words(TimeLimit{LimitUnit::day, 1500}) == "15 ngày");
    CHECK(in_words(TimeLimit{LimitUnit::hour, 400}) == "4 giờ làm việc");
    CHECK(in_words(TimeLimit{LimitUnit::immediate, 0}) == "trong ngày làm việc");

    Procedure procedure;
    CHECK(limit_text(procedure) == "");
    procedure.limits = {{{LimitUnit::working_day, 300}, {}, {}}, {{LimitUnit::immediate, 0}, {}, {}}};
    CHECK(limit_text(procedure) == "từ trong ngày làm việc đến 3 ngày làm việc");

    auto on = make_day(2026, 7, 2);
    auto fee = [](std::optional<std::int64_t> amount, std::string per) {
        Fee one;
        if (amount) one.amount = Vnd{*amount};
        one.per = std::move(per);
        return one;
    };
    CHECK(fee_text(procedure, on) == "");
    procedure.fees = {fee(0, "lần")};
    CHECK(fee_text(procedure, on) == "Không thu");
    procedure.fees = {fee(8000, "bản")};
    CHECK(fee_text(procedure, on) == "8.000 đ/bản");
    procedure.fees = {fee(2000, "trang"), fee(1000, "trang")};
    CHECK(fee_text(procedure, on) == "từ 1.000 đ đến 2.000 đ/trang");
    procedure.fees = {fee(0, "lần"), fee({}, "lần")};
    CHECK(fee_text(procedure, on) == "Không thu; có trường hợp chưa rõ mức thu");
    procedure.fees = {fee({}, "lần")};
    CHECK(fee_text(procedure, on) == "Chưa rõ mức thu");
    procedure.fees = {fee(5000, "lần")};
    procedure.fees[0].until = make_day(2026, 7, 1);
    CHECK(fee_text(procedure, on) == "");
}

}  // namespace motcua::catalogue
