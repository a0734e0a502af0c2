// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace sc::store {

// BEGIN IMMEDIATE, so that a busy store is noticed before anything is written; what is not committed is rolled back.
// One at a time per Database.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &db);
    ~Transaction();
    Transaction(Transaction &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}
    Transaction &operator=(Transaction &&) = delete;

    // On disk as the Database's durability says when this returns without a Problem; otherwise nothing is.
    [[nodiscard]] Result<> commit();

private:
    explicit Transaction(Database &db) : m_db(&db) {}
    void rollBack();

    Database *m_db = nullptr;
};

} // namespace sc::store
