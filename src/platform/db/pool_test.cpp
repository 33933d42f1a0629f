#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "platform/db/pool.hpp"

using namespace motcua;
using namespace std::chrono_literals;

namespace {

db::Pool<int> pool_of_one(std::size_t waiting_limit, std::chrono::milliseconds patience)
{
    std::vector<std::unique_ptr<int>> items;
    items.push_back(std::make_unique<int>(7));
    return {std::move(items), waiting_limit, patience};
}

}  // namespace

TEST_CASE("a pool serves those who wait in the order they came")
{
    auto pool = pool_of_one(100, 10s);
    std::vector<int> order;
    std::vector<std::thread> threads;
    {
        auto loan = pool.borrow();
        for (int i = 0; i < 5; ++i) {
            threads.emplace_back([&, i] {
                auto mine = pool.borrow();
                order.push_back(i);
            });
            while (pool.waiting() != static_cast<std::size_t>(i) + 1) std::this_thread::yield();
        }
    }
    for (auto& thread : threads) thread.join();
    CHECK(order == std::vector{0, 1, 2, 3, 4});
}

TEST_CASE("a pool refuses when too many wait")
{
    auto pool = pool_of_one(0, 10s);
    auto loan = pool.borrow();
    CHECK_THROWS_WITH_AS(pool.borrow(), "server_busy", Refusal);
}

TEST_CASE("a pool refuses after its patience and goes on working")
{
    auto pool = pool_of_one(100, 20ms);
    {
        auto loan = pool.borrow();
        CHECK_THROWS_WITH_AS(pool.borrow(), "server_busy", Refusal);
        CHECK(pool.waiting() == 0);
    }
    CHECK(*pool.borrow() == 7);
}
