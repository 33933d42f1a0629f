#include <deque>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "features/dossiers/http.hpp"
#include "features/dossiers/register.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

struct RegisterAnswer {
    std::vector<RegisterLine> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(RegisterAnswer, (), (items, next))

// Without dates: this month.
RegisterQuestion question_of(const http::Request& request, Instant now)
{
    auto day = [&](std::string_view name) -> std::optional<Day> {
        auto text = request.parameter(name);
        if (!text || text->empty()) return std::nullopt;
        auto parsed = parse_day(*text);
        if (!parsed) throw bad_field(std::string(name), "not_a_date");
        return parsed;
    };
    auto today = day_in_vietnam(now);
    auto first = Day(std::chrono::sys_days(std::chrono::year_month_day(today).year() / std::chrono::year_month_day(today).month() / 1));
    return {request.parameter("unit_code").value_or(""), day("from").value_or(first), day("to").value_or(today),
            request.parameter("subject").value_or("")};
}

http::Response page(const http::Request& request, const Services& services)
{
    auto limit = std::atoi(request.parameter("limit").value_or("50").c_str());
    auto found = register_page(services, request.actor, question_of(request, services.clock.now()), limit, request.parameter("after").value_or(""));
    return http::ok(RegisterAnswer{std::move(found.lines), std::move(found.next)});
}

struct Book {
    letters::RegisterHead head;
    std::deque<letters::RegisterRow> rows;
    catalogue::LetterForm form;

    letters::NextRow next()
    {
        return [this](letters::RegisterRow& row) {
            if (rows.empty()) return false;
            row = std::move(rows.front());
            rows.pop_front();
            return true;
        };
    }
};

Book read_book(const http::Request& request, const Services& services, std::size_t most)
{
    Book book;
    auto question = question_of(request, services.clock.now());
    book.head = read_register(services, request.actor, question, [&](letters::RegisterRow row) {
        if (book.rows.size() == most) throw Refusal(Reason::too_large, "too_many_rows", {{"max", std::to_string(most)}});
        book.rows.push_back(std::move(row));
    });
    book.form = services.catalogue.now()->letter("register", day_in_vietnam(services.clock.now()));
    return book;
}

http::Response workbook(const http::Request& request, const Services& services)
{
    auto book = read_book(request, services, 200'000);
    auto file = std::filesystem::temp_directory_path() / ("motcua-register-" + crypto::random_token(9) + ".xlsx");
    letters::write_workbook(file, book.head, book.next(), book.form);
    std::ifstream in(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::filesystem::remove(file);
    return http::download(std::move(bytes), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                          "so-theo-doi-" + to_iso(book.head.from) + "-" + to_iso(book.head.to) + ".xlsx");
}

// A printed book of more than twenty thousand lines takes many seconds and hundreds of pages: print it by the month.
http::Response print(const http::Request& request, const Services& services)
{
    auto book = read_book(request, services, 20'000);
    return http::download(letters::render(book.head, book.next(), book.form), "application/pdf");
}

}  // namespace

void add_register_routes(http::Routes& routes, const Dossiers& dossiers)
{
    const auto& services = dossiers.services();
    std::vector<std::string> query{"unit_code", "from:date", "to:date", "subject"};
    auto paged = query;
    paged.insert(paged.end(), {"limit:integer", "after"});
    routes.add({.method = "GET", .path = "/api/register", .permission = Permission::read_registers,
                .handler = [&services](const http::Request& r) { return page(r, services); },
                .summary = "Register of dossiers (Mẫu 07)", .answer = &json::type_of<RegisterAnswer>(), .query = paged});
    routes.add({.method = "GET", .path = "/api/register.xlsx", .permission = Permission::read_registers,
                .handler = [&services](const http::Request& r) { return workbook(r, services); },
                .summary = "The register as a spreadsheet", .query = query,
                .answer_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"});
    routes.add({.method = "GET", .path = "/api/register.pdf", .permission = Permission::read_registers,
                .handler = [&services](const http::Request& r) { return print(r, services); },
                .summary = "The register as PDF", .query = query, .answer_type = "application/pdf"});
}

}  // namespace motcua::dossiers
