<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>sc::interchange</name>
        <message numerus="yes">
            <source>Transitions of %n clips were written as plain cuts.</source>
            <translation>
                <numerusform>The transition of %n clip was written as a plain cut.</numerusform>
                <numerusform>Transitions of %n clips were written as plain cuts.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::timeline</name>
        <message numerus="yes">
            <source>Sound; %n cuts are off the beat.</source>
            <translation>
                <numerusform>Sound; %n cut is off the beat.</numerusform>
                <numerusform>Sound; %n cuts are off the beat.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui</name>
        <message numerus="yes">
            <source>Move %n shots</source>
            <translation>
                <numerusform>Move %n shot</numerusform>
                <numerusform>Move %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n beats</source>
            <translation>
                <numerusform>%n beat</numerusform>
                <numerusform>%n beats</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::AnalysisScreen</name>
        <message numerus="yes">
            <source>%n regions, detected</source>
            <translation>
                <numerusform>%n region, detected</numerusform>
                <numerusform>%n regions, detected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportProblems</name>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> and %n more</numerusform>
                <numerusform> and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cut(s) off the beat</source>
            <translation>
                <numerusform>%n cut off the beat</numerusform>
                <numerusform>%n cuts off the beat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A gap of %n frame(s)</source>
            <translation>
                <numerusform>A gap of %n frame</numerusform>
                <numerusform>A gap of %n frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gap(s) stay black</source>
            <translation>
                <numerusform>%n gap stays black</numerusform>
                <numerusform>%n gaps stay black</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportScreen</name>
        <message numerus="yes">
            <source>Project %1, %n shot(s)</source>
            <translation>
                <numerusform>Project %1, %n shot</numerusform>
                <numerusform>Project %1, %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ImportStrip</name>
        <message numerus="yes">
            <source>%n song(s) imported</source>
            <translation>
                <numerusform>%n song imported</numerusform>
                <numerusform>%n songs imported</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::InspectorPanel</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots, %1 to %2, %3</source>
            <translation>
                <numerusform>%n shot, %1 to %2, %3</numerusform>
                <numerusform>%n shots, %1 to %2, %3</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MainWindow</name>
        <message numerus="yes">
            <source>Drop to import %n file(s)</source>
            <translation>
                <numerusform>Drop to import %n file</numerusform>
                <numerusform>Drop to import %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::RefusedFiles</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SidePanel</name>
        <message numerus="yes">
            <source>All %n cuts sit on a beat</source>
            <translation>
                <numerusform>The one cut sits on a beat</numerusform>
                <numerusform>All %n cuts sit on a beat</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StudioController</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) in the library</source>
            <translation>
                <numerusform>%n song in the library</numerusform>
                <numerusform>%n songs in the library</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineSurface</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineToolbar</name>
        <message numerus="yes">
            <source>%n cuts off beat</source>
            <translation>
                <numerusform>%n cut off beat</numerusform>
                <numerusform>%n cuts off beat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TrackFilter</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TrackModel</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::edit</name>
        <message numerus="yes">
            <source>Delete %n shots</source>
            <translation>
                <numerusform>Delete %n shot</numerusform>
                <numerusform>Delete %n shots</numerusform>
            </translation>
        </message>
    </context>
</TS>
