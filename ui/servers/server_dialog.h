// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/server_check.h"
#include "core/generation/server_discovery.h"
#include "ui/servers/generation_feed.h"

#include <QtWidgets/QDialog>

class QLineEdit;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace sc::ui {

class CertificateBox;
class FieldChoice;
class FlowLayout;
class IconButton;
class PushButton;
class RowList;
class Segment;
class TextLabel;

// The slider of the weight is logarithmic, 20 steps to each side of 1.
[[nodiscard]] double weightOf(int slider);
[[nodiscard]] int sliderOf(double weight); // 0.1..10

// Adds a server or changes one: address, name, a live test whose findings come line by line, servers found on the network on
// request, and what is missing there for the jobs that wait. A server with missing models can be added all the same. A key that is
// typed goes among the profile's stored keys, and only its name to the server.
class ServerDialog : public QDialog
{
    Q_OBJECT

public:
    // An empty id: a new one.
    ServerDialog(GenerationFeed &feed, const generation::Server &server, QWidget *parent,
                 generation::DiscoveryRange range = generation::localNetwork());
    ~ServerDialog() override;

    [[nodiscard]] generation::Server server() const; // as it is typed
    [[nodiscard]] QLineEdit *addressField() const { return m_address; }
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QLineEdit *keyField() const { return m_key; }
    [[nodiscard]] PushButton *testButton() const { return m_test; }
    [[nodiscard]] PushButton *saveButton() const { return m_save; }
    [[nodiscard]] TextLabel *problemLabel() const { return m_problem; }
    [[nodiscard]] PushButton *wayOutButton() const { return m_wayOut; }
    [[nodiscard]] CertificateBox *certificate() const { return m_certificate; }
    [[nodiscard]] RowList *missingList() const { return m_missing; }
    [[nodiscard]] const generation::ServerCheck *check() const { return m_check.get(); }
    [[nodiscard]] const generation::ServerDiscovery &discovery() const { return m_discovery; }
    void test();
    void look(); // on the network
    void setKind(generation::ServerKind kind);

Q_SIGNALS:
    void saved(const sc::generation::Server &server);

protected:
    void reject() override;

private:
    void buildHead(QVBoxLayout *into);
    void buildFields(QVBoxLayout *into);
    void buildFindings(QVBoxLayout *into);
    void buildSetup(QVBoxLayout *into);
    void buildButtons(QVBoxLayout *into);
    void showFound();
    void showFindings();
    void showMissing();
    void showProblem(const Problem &problem);
    void clearProblem();
    void takeWayOut();
    void refreshNote();
    void touch(); // something was typed: what was found does not hold any more
    void save();
    void storeServer(const generation::Server &typed);
    void dropKey(const generation::Server &server);
    [[nodiscard]] QByteArray typedKey() const; // empty: none, or the name of one
    void showKeyMode();
    void askPassphrase(bool isNew);
    void pinShown();
    void keepRefusing();

    GenerationFeed &m_feed;
    generation::Server m_server;
    generation::Server m_before;
    generation::ServerDiscovery m_discovery;
    std::unique_ptr<generation::ServerCheck> m_check;
    QString m_wayOutId;
    Segment *m_kind = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_key = nullptr;
    TextLabel *m_keyWords = nullptr;
    IconButton *m_reveal = nullptr;
    PushButton *m_test = nullptr;
    TextLabel *m_problem = nullptr;
    CertificateBox *m_certificate = nullptr;
    PushButton *m_wayOut = nullptr;
    QWidget *m_found = nullptr;
    FlowLayout *m_foundFlow = nullptr;
    PushButton *m_look = nullptr;
    QWidget *m_findings = nullptr;
    TextLabel *m_findingsTitle = nullptr;
    TextLabel *m_findingsTime = nullptr;
    QVBoxLayout *m_findingRows = nullptr;
    TextLabel *m_missingTitle = nullptr;
    PushButton *m_copy = nullptr;
    RowList *m_missing = nullptr;
    QSlider *m_weight = nullptr;
    TextLabel *m_weightValue = nullptr;
    QSpinBox *m_places = nullptr;
    FieldChoice *m_group = nullptr;
    TextLabel *m_note = nullptr;
    PushButton *m_save = nullptr;
    QString m_keyName; // that a typed key will be stored under
    bool m_isNew = false;
    bool m_nameIsTyped = false;
    int m_shownFindings = 0;
};

} // namespace sc::ui
