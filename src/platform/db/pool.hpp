#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "domain/refusal.hpp"

namespace motcua::db {

// Lends its items one at a time; whoever waits longest is served first. The item used last is lent first: it is warm.
template <class T>
class Pool {
public:
    class Loan {
    public:
        Loan(Pool& pool, T& item) : m_pool(pool), m_item(item) {}
        ~Loan() { m_pool.give_back(m_item); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

        T& operator*() const { return m_item; }
        T* operator->() const { return &m_item; }

    private:
        Pool& m_pool;
        T& m_item;
    };

    Pool(std::vector<std::unique_ptr<T>> items, std::size_t waiting_limit, std::chrono::milliseconds patience)
        : m_items(std::move(items)), m_waiting_limit(waiting_limit), m_patience(patience)
    {
        for (auto& item : m_items) m_free.push_back(item.get());
    }

    // Throws Refusal(busy, "server_busy") when too many wait or it takes too long.
    Loan borrow() { return Loan(*this, take()); }

    std::size_t waiting() const
    {
        std::lock_guard lock(m_mutex);
        return m_waiting.size();
    }

private:
    struct Waiter {
        T* item = nullptr;
        std::condition_variable served;
    };

    T& take()
    {
        std::unique_lock lock(m_mutex);
        if (!m_free.empty()) {
            auto* item = m_free.back();
            m_free.pop_back();
            return *item;
        }
        if (m_waiting.size() >= m_waiting_limit) throw Refusal(Reason::busy, "server_busy");
        Waiter waiter;
        m_waiting.push_back(&waiter);
        if (!waiter.served.wait_for(lock, m_patience, [&] { return waiter.item != nullptr; })) {
            std::erase(m_waiting, &waiter);
            throw Refusal(Reason::busy, "server_busy");
        }
        return *waiter.item;
    }

    void give_back(T& item)
    {
        std::lock_guard lock(m_mutex);
        if (m_waiting.empty()) {
            m_free.push_back(&item);
            return;
        }
        auto* waiter = m_waiting.front();
        m_waiting.pop_front();
        waiter->item = &item;
        waiter->served.notify_one();
    }

    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<T>> m_items;
    std::vector<T*> m_free;
    std::deque<Waiter*> m_waiting;
    std::size_t m_waiting_limit;
    std::chrono::milliseconds m_patience;
};

}  // namespace motcua::db
