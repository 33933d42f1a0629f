#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::people;
using namespace motcua::testing;
using namespace std::chrono_literals;

namespace {

Person a_person(std::string personal_id = "031199000001")
{
    Person person;
    person.full_name = "Nguyễn Thị Mẫu";
    person.personal_id = std::move(personal_id);
    person.phone = "0900000001";
    person.address = "Thôn 1";
    return person;
}

Person a_company(std::string number = "0123456789")
{
    Person person;
    person.kind = PersonKind::enterprise;
    person.full_name = "Công ty TNHH Thử";
    person.organisation_number = std::move(number);
    return person;
}

PersonId remember(TestCity& city, const Person& person)
{
    return city.db.write([&](db::Connection& c) { return city.people.remember(c, person, city.clock.now()).one(); });
}

std::optional<std::string> column(TestCity& city, PersonId id, std::string name)
{
    return city.db.read([&](db::Connection& c) {
        return db::one<std::optional<std::string>>(c, "SELECT " + name + " FROM person WHERE id = $1", id);
    });
}

// Every text and every byte of every table, one after the other.
std::string everything(TestCity& city)
{
    return city.db.read([](db::Connection& c) {
        auto tables = db::query<std::string>(c, c.is_postgres() ? "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
                                                                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        std::string all;
        for (const auto& table : tables) {
            auto text = c.is_postgres() ? "SELECT CAST(CAST(t.* AS TEXT) AS TEXT) FROM " + table + " t" : "";
            if (!text.empty()) {
                db::each<std::string>(c, text, [&](const std::string& row) { all += row + "\n"; });
                continue;
            }
            c.run("SELECT * FROM " + table, {}, [&](const db::Row& row) {
                for (int i = 0; i < row.columns(); ++i) {
                    if (row.is_null(i)) continue;
                    try {
                        all += row.text(i);
                    } catch (const db::Error&) {
                        try {
                            all += row.bytes(i);
                        } catch (const db::Error&) {
                            all += std::to_string(row.integer(i));
                        }
                    }
                    all += '\n';
                }
            });
        }
        return all;
    });
}

}  // namespace

TEST_CASE("a person is one row, found by the personal number and brought up to date")
{
    for_each_city([](TestCity& city) {
        auto first = remember(city, a_person());
        auto other = remember(city, a_person("031199000002"));
        CHECK(first != other);
        auto later = a_person();
        later.full_name = "Nguyễn Thị Mẫu Mới";
        later.phone = "0900000009";
        later.address.reset();
        later.birth_date = "1999-05-17";
        city.clock.advance(24h);
        CHECK(remember(city, later) == first);
        CHECK(column(city, first, "full_name") == "Nguyễn Thị Mẫu Mới");
        CHECK(column(city, first, "phone") == "0900000009");
        CHECK(column(city, first, "address") == "Thôn 1");  // Not told again, so not lost
        CHECK(column(city, first, "birth_date") == "1999-05-17");
        CHECK(column(city, other, "full_name") == "Nguyễn Thị Mẫu");
        auto find = [&](std::string_view id) { return city.db.read([&](db::Connection& c) { return city.people.find(c, id); }); };
        CHECK(find("031199000001") == first);
        CHECK(find("031199000002") == other);
        CHECK(!find("031199000003"));
        CHECK(city.count("SELECT COUNT(*) FROM person") == 2);
    });
}

TEST_CASE("organisations are found by their number, and are not the people who lead them")
{
    for_each_city([](TestCity& city) {
        auto company = remember(city, a_company());
        CHECK(remember(city, a_company()) == company);
        CHECK(remember(city, a_company("9876543210")) != company);

        auto owner = remember(city, a_person());
        auto with_owner = a_company();
        with_owner.personal_id = "031199000001";
        CHECK(remember(city, with_owner) == company);
        CHECK(column(city, owner, "full_name") == "Nguyễn Thị Mẫu");
        CHECK(column(city, owner, "kind") == "citizen");

        auto trader = a_person("031199000007");  // A household business: the citizen with a tax number
        trader.organisation_number = "8000000001";
        auto citizen = remember(city, trader);
        CHECK(citizen != company);
        trader.organisation_number.reset();
        CHECK(remember(city, trader) == citizen);
    });
}

TEST_CASE("people without any number are not merged")
{
    for_each_city([](TestCity& city) {
        Person nameless;
        nameless.full_name = "Nguyễn Thị Mẫu";
        CHECK(remember(city, nameless) != remember(city, nameless));
    });
}

TEST_CASE("a personal number lies in no table in the clear, whatever was done with it")
{
    for_each_city([](TestCity& city) {
        auto filing = a_filing(house_permit);
        filing.filing.representative = dossiers::Representative{"Trần Văn Thay", "031199000002", std::nullopt, "0900000003", std::nullopt, "cha"};
        auto code = city.file("tiepnhan", filing).code;
        city.dossiers.forward(city.as("tiepnhan"), code, city.version_of(code), std::nullopt);
        city.dossiers.withdraw(city.as("tiepnhan"), code, city.version_of(code), "Không làm nữa");
        auto all = everything(city);
        CHECK(all.find("Nguyễn Thị Mẫu") != std::string::npos);  // The search itself finds what is there
        CHECK(all.find("tiepnhan") != std::string::npos);
        for (const auto* number : {"031199000001", "031199000002"}) {
            CHECK(all.find(number) == std::string::npos);
            std::string hex;
            for (const char* c = number; *c; ++c) hex += std::string("3") + *c;
            CHECK(all.find(hex) == std::string::npos);  // As PostgreSQL prints bytes
        }
        CHECK(all.find("Trần Văn Thay") == std::string::npos);
    });
}

TEST_CASE("the index of a number is the same for the number and says nothing of it")
{
    in_one_city([](TestCity& city) {
        auto index = city.people.index_of("031199000001");
        CHECK(index == city.people.index_of("031199000001"));
        CHECK(index != city.people.index_of("031199000002"));
        CHECK(index.size() == 32);
        crypto::Vault other_key(std::string(32, 'x'));
        CHECK(People(other_key).index_of("031199000001") != index);
    });
}

TEST_CASE("who read whose data is kept, newest first, page by page")
{
    for_each_city([](TestCity& city) {
        auto person = remember(city, a_person());
        auto other = remember(city, a_person("031199000002"));
        auto reader = city.as("tiepnhan");
        city.db.write([&](db::Connection& c) {
            for (int i = 0; i < 5; ++i)
                city.people.record_reading(c, reader, person, std::nullopt, "Lần " + std::to_string(i), city.clock.now() + std::chrono::minutes(i));
            city.people.record_reading(c, city.as("kinhte"), other, std::nullopt, "Xem hồ sơ", city.clock.now());
        });
        auto readings = [&](std::int64_t before, int limit) {
            return city.db.read([&](db::Connection& c) { return city.people.readings(c, person, before, limit); });
        };
        auto page = readings(0, 2);
        REQUIRE(page.size() == 2);
        CHECK(page[0].purpose == "Lần 4");
        CHECK(page[0].title == "Công chức tiepnhan");
        CHECK(page[0].at == city.clock.now() + 4min);
        CHECK(page[1].purpose == "Lần 3");
        auto rest = readings(page[1].id, 10);
        REQUIRE(rest.size() == 3);
        CHECK(rest[0].purpose == "Lần 2");
        CHECK(rest[2].purpose == "Lần 0");
        CHECK(readings(rest[2].id, 10).empty());
    });
}
